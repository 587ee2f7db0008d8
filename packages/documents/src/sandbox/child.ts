/** The sandboxed side: loads the entry module that the parent names, runs it once, and answers. */
import { Worker } from 'node:worker_threads';
import { DocumentError } from '../errors.ts';
import type { FromSandbox, SandboxEntry, ToSandbox } from './types.ts';

process.once('message', (message: ToSandbox) => {
  watch(message.limits);
  void answer(message);
});
// The parent is gone: nobody waits for the answer.
process.once('disconnect', () => process.exit(0));

async function answer({ entry, input }: ToSandbox): Promise<void> {
  try {
    const module = (await import(entry)) as { default: SandboxEntry<unknown, unknown> };
    const result = await module.default(input, { progress: (message) => tell({ type: 'progress', message }) });
    tell({ type: 'result', result });
  } catch (error) {
    tell(describe(error));
  }
}

function tell(message: FromSandbox<unknown>): void {
  process.send?.(message);
}

function describe(error: unknown): FromSandbox<unknown> {
  if (error instanceof DocumentError) {
    return { type: 'error', document: true, code: error.code, message: error.message, details: error.details };
  }
  // Node's own errors have codes too (ERR_…, ENOENT); those are defects here, not answers.
  const own = error as { code?: unknown; syscall?: unknown; details?: Record<string, string | number> };
  const code =
    typeof own.code === 'string' && !own.code.startsWith('ERR_') && own.syscall === undefined ? own.code : '';
  const message =
    error instanceof Error ? (code === '' ? (error.stack ?? error.message) : error.message) : String(error);
  if (/Array buffer allocation failed|Invalid (?:string|array) length/u.test(message)) {
    process.stderr.write('LUOSHI_PARSER_MEMORY\n', () => process.exit(1));
    return { type: 'progress', message: null };
  }
  return { type: 'error', document: false, code, message, details: own.details ?? {} };
}

/**
 * A thread that ends the process when it grows or lasts beyond its limits: the heap limit does not count buffers, and a
 * parser in a tight loop hears no message, so neither the parent nor the main thread can be relied on alone.
 */
function watch(limits: ToSandbox['limits']): void {
  const base = process.memoryUsage.rss();
  const watchdog = new Worker(new URL('./watchdog.ts', import.meta.url), {
    workerData: { maxRss: base + limits.memoryMb * 1024 * 1024, deadline: Date.now() + limits.timeoutMs + 2_000 },
    execArgv: [],
  });
  watchdog.unref();
}
