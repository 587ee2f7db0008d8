import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openKeys, verifySignature } from './keys.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luoshi-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (data: Uint8Array) => new TextDecoder().decode(data);

test('what one server seals another opens, and each value is sealed differently', async () => {
  const shared = join(folder, 'shared');
  const both = await Promise.all([openKeys(shared, { make: true }), openKeys(shared, { make: true })]);
  const sealed = both[0].encrypt('test', bytes('王某某'));
  expect(text(both[1].decrypt('test', sealed))).toBe('王某某');
  expect(both[0].encrypt('test', bytes('王某某'))).not.toBe(sealed);
  expect(both[0].fingerprint).toBe(both[1].fingerprint);
});

test('another purpose, another key, a changed bit: none opens', async () => {
  const keys = await openKeys(join(folder, 'a'), { make: true });
  const other = await openKeys(join(folder, 'b'), { make: true });
  const sealed = keys.encrypt('test', bytes('x'.repeat(100)));
  expect(() => keys.decrypt('another', sealed)).toThrow();
  expect(() => other.decrypt('test', sealed)).toThrow();
  const raw = Buffer.from(sealed, 'base64');
  for (const at of [0, 20, raw.length - 1]) {
    const changed = Buffer.from(raw);
    changed[at]! ^= 1;
    expect(() => keys.decrypt('test', changed.toString('base64'))).toThrow();
  }
  expect(() => keys.decrypt('test', '')).toThrow();
});

test('a signature holds for its text and its key alone', async () => {
  const keys = await openKeys(join(folder, 'a'), { make: true });
  const other = await openKeys(join(folder, 'b'), { make: true });
  const signature = await keys.signer.sign(bytes('检查点'));
  expect(verifySignature(keys.signer.publicKey, bytes('检查点'), signature)).toBe(true);
  expect(verifySignature(keys.signer.publicKey, bytes('检查点。'), signature)).toBe(false);
  expect(verifySignature(other.signer.publicKey, bytes('检查点'), signature)).toBe(false);
  expect(verifySignature('no key', bytes('检查点'), signature)).toBe(false);
});

test('keys are for the server alone, stay the same, and are not made where they must be there', async () => {
  const path = join(folder, 'kept');
  await openKeys(path, { make: true });
  const before = await readFile(join(path, 'master.key'), 'utf8');
  await openKeys(path, { make: true });
  expect(await readFile(join(path, 'master.key'), 'utf8')).toBe(before);
  if (process.platform !== 'win32') expect((await stat(join(path, 'master.key'))).mode & 0o077).toBe(0);
  await expect(openKeys(join(folder, 'nowhere'), { make: false })).rejects.toThrow(/里没有密钥.*LUOSHI_KEYS/);
  await chmod(join(path, 'master.key'), 0o600);
  await writeFile(join(path, 'master.key'), 'abc');
  await expect(openKeys(path, { make: true })).rejects.toThrow(/无法使用/);
});
