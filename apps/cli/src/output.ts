import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from './refusal.ts';

/** Writes to stdout and waits until it is out: a pipe takes 64 KB at a time, and whoever exits earlier loses the rest. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      // The reader has seen enough (luoshi … | head).
      if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
      else resolve();
    });
  });
}

/** Writes a file whole or not at all; one that is there is replaced. */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}`);
  try {
    await writeFile(temporary, bytes, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new Refusal(`写不了 ${path}：${systemReason(error)}请换一个位置或文件名，再试一次。`);
  }
}

const REASONS: Record<string, string> = {
  ENOENT: '找不到这个位置。',
  EACCES: '没有权限。',
  EPERM: '没有权限。',
  EISDIR: '这是一个文件夹。',
  ENOTDIR: '路径中间有一段不是文件夹。',
  ENOSPC: '磁盘已满。',
  EROFS: '磁盘是只读的。',
  EBUSY: '文件正被其他程序打开。',
  ENAMETOOLONG: '文件名太长。',
};

/** The system's error in Chinese, ending in a full stop. */
export function systemReason(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? `${message}。`;
}
