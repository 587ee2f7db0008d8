import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';
import { safeFileName } from '../files/safe-file-name.ts';
import type { Upload } from './answers.ts';

export interface Received {
  readonly upload: Upload;
  readonly fields: Record<string, string>;
  /** Deletes the temporary file, unless it has been moved away. */
  discard(): Promise<void>;
}

/**
 * Receives a form with one file, straight to disk. Over the limit, broken off or without a file, nothing stays behind and
 * AppError says which.
 */
export async function receiveUpload(
  request: FastifyRequest,
  folder: string,
  limits: { field: string; maxBytes: number },
): Promise<Received> {
  if (!request.isMultipart()) throw new AppError('REQUEST_MALFORMED', '请用上传文件的表单提交。');
  const path = join(folder, randomUUID());
  const discard = () => rm(path, { force: true });
  const fields: Record<string, string> = Object.create(null);
  let upload: Upload | null = null;
  try {
    const parts = request.parts({
      limits: { fileSize: limits.maxBytes, files: 1, fields: 20, fieldSize: 10_000, parts: 21 },
    });
    for await (const part of parts) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value);
      else if (part.fieldname !== limits.field) part.file.resume();
      else {
        const hash = createHash('sha256');
        let bytes = 0;
        const measure = new Transform({
          transform(chunk: Buffer, _encoding, done) {
            hash.update(chunk);
            bytes += chunk.length;
            done(null, chunk);
          },
        });
        await pipeline(part.file, measure, createWriteStream(path, { flags: 'wx' }));
        if (part.file.truncated) throw tooLarge(limits.maxBytes);
        upload = {
          path,
          fileName: safeFileName(part.filename ?? ''),
          mediaType: part.mimetype,
          bytes,
          sha256: hash.digest('hex'),
        };
      }
    }
    if (!upload || upload.bytes === 0)
      throw new AppError('FILE_EMPTY', '文件是空的，或没有选择文件。请选择要上传的文件后再试。');
    return { upload, fields, discard };
  } catch (error) {
    await discard();
    if ((error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge(limits.maxBytes);
    throw error;
  }
}

const tooLarge = (maxBytes: number) =>
  new AppError(
    'FILE_TOO_LARGE',
    `文件超过 ${Math.floor(maxBytes / 1024 / 1024)} MB 的上限，没有保存。请压缩其中的图片，或另存为纯文本后再上传。`,
    { maxBytes },
  );
