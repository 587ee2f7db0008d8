import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildPdf, pageOf } from '../../test/pdf.ts';
import { readDocumentInWorker } from './read-in-worker.ts';
import { runInSandbox } from './run-in-sandbox.ts';

const ENTRY = new URL('../../test/entries/misbehave.ts', import.meta.url);
const LIMITS = { memoryMb: 150, timeoutMs: 30_000 };

it('gives back what the entry module returns, and passes its progress on', async () => {
  const progress: unknown[] = [];
  const result = await runInSandbox(ENTRY, { how: 'well' }, LIMITS, (message) => progress.push(message));
  expect(result).toEqual({ echoed: { how: 'well' }, bytes: new Uint8Array([1, 2]) });
  expect(progress).toEqual(['begun']);
});

it.each(['heap', 'buffers'])('ends a parser that fills its memory with %s', async (how) => {
  await expect(runInSandbox(ENTRY, { how }, LIMITS)).rejects.toMatchObject({
    code: 'PARSER_MEMORY',
    message: expect.stringContaining('150 MB'),
  });
});

it('ends a parser that never comes back', async () => {
  const limits = { memoryMb: 150, timeoutMs: 1_500 };
  await expect(runInSandbox(ENTRY, { how: 'loop' }, limits)).rejects.toMatchObject({ code: 'PARSER_TIMEOUT' });
});

it('tells a crash from an answer', async () => {
  await expect(runInSandbox(ENTRY, { how: 'exit' }, LIMITS)).rejects.toMatchObject({ code: 'PARSER_CRASHED' });
  await expect(runInSandbox(ENTRY, { how: 'refuse' }, LIMITS)).rejects.toMatchObject({
    code: 'NOT_A_REPORT',
    message: '这不是政府工作报告',
    details: { characters: 12 },
  });
});

it('lets a parser write nothing and see no environment', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-'));
  const path = join(folder, 'x');
  await expect(runInSandbox(ENTRY, { how: 'write', path }, LIMITS)).rejects.toMatchObject({ code: 'PARSER_CRASHED' });
  expect(existsSync(path)).toBe(false);
  await rm(folder, { recursive: true });
  const visible = await runInSandbox<unknown, string[]>(ENTRY, { how: 'secrets' }, LIMITS);
  expect(visible.filter((name) => !/^(NODE_CHANNEL|SystemRoot)/u.test(name))).toEqual([]);
});

it('reads documents, and refuses them in the same words', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-'));
  const path = join(folder, 'stored');
  await writeFile(path, buildPdf([pageOf(['新增就业九千人。'])]));
  const limits = { memoryMb: 300, timeoutMs: 30_000 };
  const reading = await readDocumentInWorker(path, limits, { fileName: '报告.pdf' });
  const refused = await readDocumentInWorker(path, limits, { fileName: '报告.docx' }).catch((error: unknown) => error);
  await rm(folder, { recursive: true });
  expect(reading).toMatchObject({ kind: 'pdf', text: '新增就业九千人。' });
  expect(refused).toMatchObject({ name: 'DocumentError', code: 'FILE_KIND_MISMATCH' });
});
