import { type ChildProcess, fork } from 'node:child_process';
import { DocumentError } from '../errors.ts';
import { type FromSandbox, MEMORY_EXIT_WORDS, SandboxError, type SandboxLimits, type ToSandbox } from './types.ts';

const CHILD = new URL('./child.ts', import.meta.url);
const STDERR_KEPT = 20_000;

/**
 * Runs `entry`'s default export on `input` in a process of its own, so that whatever a file does this process stays up.
 *
 * The child may read files, and nothing else: no writing, no processes, no native code, no environment. It is killed
 * when it overruns its time or memory. Input and result are structured clones. Errors with a `code` come back as they
 * were thrown: `DocumentError`, or `SandboxError` with the same code, message and details.
 * Throws PARSER_TIMEOUT, PARSER_MEMORY, PARSER_CRASHED as `DocumentError`.
 */
export function runInSandbox<Input, Result>(
  entry: URL | string,
  input: Input,
  limits: SandboxLimits,
  onProgress: (message: unknown) => void = () => {},
): Promise<Result> {
  const child = start(limits);
  return new Promise<Result>((resolve, reject) => {
    let settled = false;
    let stderr = '';
    const timer = setTimeout(() => finish(() => reject(timedOut(limits))), limits.timeoutMs);
    const finish = (settle: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      child.kill('SIGKILL');
      settle();
    };
    child.stderr?.on('data', (data: Buffer) => {
      stderr = (stderr + data.toString()).slice(-STDERR_KEPT);
    });
    child.on('message', (message: FromSandbox<Result>) => {
      if (message.type === 'progress') onProgress(message.message);
      else if (message.type === 'result') finish(() => resolve(message.result));
      else finish(() => reject(revive(message)));
    });
    child.on('error', (error) => finish(() => reject(crashed(error.message))));
    // 'close' and not 'exit': what the child said last has been read by then.
    child.on('close', (code, signal) => finish(() => reject(died(code, signal, stderr, limits))));
    child.send({ entry: String(entry), input, limits } satisfies ToSandbox, (error) => {
      if (error) finish(() => reject(crashed(error.message)));
    });
  });
}

function start(limits: SandboxLimits): ChildProcess {
  return fork(CHILD, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Without the host's environment: no secrets to leak, no NODE_OPTIONS to inherit. Windows cannot start without its own.
    env: process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : {},
    execArgv: [
      `--max-old-space-size=${Math.max(32, Math.floor(limits.memoryMb))}`,
      '--permission',
      '--allow-fs-read=*',
      '--allow-worker', // the watchdog is one
      '--no-warnings',
    ],
  });
}

function revive(message: Extract<FromSandbox<unknown>, { type: 'error' }>): Error {
  if (message.document)
    return new DocumentError(message.code as DocumentError['code'], message.message, message.details);
  return message.code === ''
    ? crashed(message.message)
    : new SandboxError(message.code, message.message, message.details);
}

function died(code: number | null, signal: string | null, stderr: string, limits: SandboxLimits): DocumentError {
  if (MEMORY_EXIT_WORDS.test(stderr)) return outOfMemory(limits);
  return crashed(`exit ${code ?? ''} ${signal ?? ''} ${stderr.trim().slice(-500)}`);
}

function timedOut(limits: SandboxLimits): DocumentError {
  return new DocumentError(
    'PARSER_TIMEOUT',
    `读这个文件超过了 ${Math.round(limits.timeoutMs / 1000)} 秒，已停止，没有保存任何内容。请删去图片和附件只留正文，或另存为 .txt，再试一次。`,
    { timeoutMs: limits.timeoutMs },
  );
}

function outOfMemory(limits: SandboxLimits): DocumentError {
  return new DocumentError(
    'PARSER_MEMORY',
    `读这个文件需要的内存超过了 ${limits.memoryMb} MB，已停止，没有保存任何内容。请删去图片和附件只留正文，或另存为 .txt，再试一次。`,
    { memoryMb: limits.memoryMb },
  );
}

function crashed(why: string): DocumentError {
  return new DocumentError(
    'PARSER_CRASHED',
    '读这个文件时读取程序意外中止，没有保存任何内容。请在 Word 中打开并另存为新的 .docx（或 .txt），再试一次；仍不行请把文件交给管理员。',
    { why },
  );
}
