import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartRefused } from './errors.ts';

/** A cipher that also notices changes. A certified cryptographic machine (密码机) takes its place behind this. */
export interface CipherProvider {
  /** Under a key of 32 bytes. */
  seal(key: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** Throws where the key is another or a bit has changed. */
  open(key: Uint8Array, sealed: Uint8Array): Uint8Array;
}

/** Who signs. A machine may take its time, so this waits: never call it inside a transaction. */
export interface Signer {
  /** PEM (SPKI). */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** The server's secrets, which lie outside the database. */
export interface Keys {
  /** Encrypts for one purpose ("accounts.totp"); what another purpose sealed does not open. Text for a column. */
  encrypt(purpose: string, bytes: Uint8Array): string;
  /** Throws where the text was sealed with another key or for another purpose, or has been changed. */
  decrypt(purpose: string, text: string): Uint8Array;
  readonly cipher: CipherProvider;
  readonly signer: Signer;
  /** Tells this set of keys from another without saying anything about them. */
  readonly fingerprint: string;
}

const IV = 16;
const TAG = 32;

/** SM4-CTR, then HMAC-SM3 over what came out: OpenSSL as Node has it knows no SM4 mode that authenticates. */
export const sm4: CipherProvider = {
  seal(key, bytes) {
    const { cipherKey, tagKey } = split(key);
    const iv = randomBytes(IV);
    const cipher = createCipheriv('sm4-ctr', cipherKey, iv);
    const body = Buffer.concat([iv, cipher.update(bytes), cipher.final()]);
    return Buffer.concat([body, createHmac('sm3', tagKey).update(body).digest()]);
  },
  open(key, sealed) {
    const { cipherKey, tagKey } = split(key);
    if (sealed.length < IV + TAG) throw new Error('sealed text is too short');
    const body = sealed.subarray(0, -TAG);
    if (!timingSafeEqual(createHmac('sm3', tagKey).update(body).digest(), sealed.subarray(-TAG)))
      throw new Error('sealed with another key, or changed since');
    const decipher = createDecipheriv('sm4-ctr', cipherKey, body.subarray(0, IV));
    return Buffer.concat([decipher.update(body.subarray(IV)), decipher.final()]);
  },
};

/** One key for the cipher and one for the tag: the same for both would be a risk of its own. */
function split(key: Uint8Array): { cipherKey: Uint8Array; tagKey: Uint8Array } {
  const both = new Uint8Array(hkdfSync('sm3', key, '', 'luoshi sm4-ctr hmac-sm3', 48));
  return { cipherKey: both.subarray(0, 16), tagKey: both.subarray(16) };
}

/**
 * Whether `signature` is that of the public key (PEM) over the bytes. SM2 with SM3 (GB/T 32918.2); the signer's id, which
 * enters the hash, is empty, as OpenSSL has it unless told, not 1234567812345678 as GM/T 0009 proposes:
 * `openssl pkeyutl -verify -pubin -inkey KEY -rawin -digest sm3 -in FILE -sigfile SIGNATURE` checks it.
 */
export function verifySignature(publicKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify('sm3', bytes, createPublicKey(publicKey), signature);
  } catch {
    return false;
  }
}

const MASTER = 'master.key';
const SIGNING = 'signing.pem';
const PUBLIC = 'signing.pub.pem';

/**
 * The keys in a folder. They are made where there are none and `make` allows it: a database that knows its keys must not
 * get others. Several servers share one folder. Throws StartRefused where they lack or cannot be read.
 */
export async function openKeys(folder: string, { make }: { make: boolean }): Promise<Keys> {
  try {
    if (make) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await makeOnce(folder, MASTER, () => `${randomBytes(32).toString('hex')}\n`);
      await makeOnce(folder, SIGNING, () =>
        generateKeyPairSync('ec', { namedCurve: 'SM2' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      );
    }
    const master = Buffer.from((await readFile(join(folder, MASTER), 'utf8')).trim(), 'hex');
    if (master.length !== 32) throw new Error(MASTER);
    // Only read from its text does the key sign by SM2; fresh from the generator OpenSSL takes it for one of ECDSA.
    const signing = createPrivateKey(await readFile(join(folder, SIGNING), 'utf8'));
    const keys = keysOf(master, signing);
    if (make) await makeOnce(folder, PUBLIC, () => keys.signer.publicKey);
    return keys;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartRefused(
      code === 'ENOENT'
        ? `密钥目录 ${resolve(folder)} 里没有密钥，而数据库已有用密钥加密和签名的内容。请从密钥备份恢复该目录，或用环境变量 LUOSHI_KEYS 指明密钥所在的目录。`
        : `密钥目录 ${resolve(folder)} 里的密钥无法使用（${code ?? message}）。请检查目录的权限，或从密钥备份恢复。`,
    );
  }
}

/** The public key alone: whoever only verifies needs no more. Throws StartRefused where there is none. */
export async function readPublicKey(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, PUBLIC), 'utf8');
  } catch (error) {
    throw new StartRefused(
      `密钥目录 ${resolve(folder)} 里没有公钥 ${PUBLIC}（${(error as NodeJS.ErrnoException).code}）。请用环境变量 LUOSHI_KEYS 指明密钥所在的目录。`,
    );
  }
}

function keysOf(master: Uint8Array, signing: KeyObject): Keys {
  const publicKey = createPublicKey(signing).export({ type: 'spki', format: 'pem' }).toString();
  const derived = new Map<string, Uint8Array>();
  const keyFor = (purpose: string): Uint8Array => {
    const known = derived.get(purpose);
    if (known) return known;
    const key = new Uint8Array(hkdfSync('sm3', master, '', `luoshi ${purpose}`, 32));
    derived.set(purpose, key);
    return key;
  };
  return {
    cipher: sm4,
    encrypt: (purpose, bytes) => Buffer.from(sm4.seal(keyFor(purpose), bytes)).toString('base64'),
    decrypt: (purpose, text) => sm4.open(keyFor(purpose), Buffer.from(text, 'base64')),
    signer: { publicKey, sign: async (bytes) => sign('sm3', bytes, signing) },
    fingerprint: hash('sm3', Buffer.concat([keyFor('fingerprint'), Buffer.from(publicKey)])).slice(0, 32),
  };
}

/** Whole and on disk under its name, or not at all; of two servers that begin together, one makes it. */
async function makeOnce(folder: string, name: string, content: () => string): Promise<void> {
  const path = join(folder, name);
  const temporary = join(folder, `.${name}.${randomBytes(6).toString('hex')}`);
  try {
    await (await open(path, 'r')).close();
    return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(content());
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  if (process.platform === 'win32') return;
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
