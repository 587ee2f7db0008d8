import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../refusal.ts';

/** Raised when a folder written by this program could not be read by an older one. */
export const FORMAT = 1;
export const MANIFEST = 'manifest.json';
/** Hash and name of every file beside the tables, as sha256sum writes and checks them. */
export const FILE_LIST = 'files.txt';

const Digest = { rows: z.int().min(0), sha256: z.string() };

/** What a backup says of itself: enough to know that it is whole, and where it may be restored. */
export const Manifest = z.object({
  format: z.literal(FORMAT),
  id: z.uuid(),
  /** The moment that it shows. */
  at: z.iso.datetime(),
  product: z.string(),
  database: z.object({ kind: z.enum(['embedded', 'postgres']), version: z.string() }),
  cities: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      /** The last link of the record's chain; null where nothing is chained yet. */
      record: z.object({ position: z.int(), hash: z.string() }).nullable(),
    }),
  ),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      key: z.array(z.string()),
      ...Digest,
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last: z.int().nullable() })),
  files: z.object({
    count: z.int(),
    bytes: z.int(),
    /** Of files.txt. */
    sha256: z.string(),
    /** Hashes that the database knows and the store did not have, or had damaged. */
    missing: z.array(z.string()),
  }),
  /** Whether the keys are in it. */
  keys: z.boolean(),
});
export type Manifest = z.infer<typeof Manifest>;

export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The manifest's text, ended by its own hash: a broken one does not pass for another. */
export function manifestText(manifest: Manifest): string {
  const text = JSON.stringify(manifest, null, 1);
  return `${text}\n${sha256(text)}\n`;
}

/** Reads what a folder says of itself. Throws Refusal where it is no whole backup, or one of a newer program. */
export async function readManifest(folder: string): Promise<Manifest> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    throw new Refusal(
      `${folder} 里没有 ${MANIFEST}（${(error as NodeJS.ErrnoException).code}），不是一份完整的备份。名称以 .partial 结尾的是没有做完的备份，不能恢复。`,
    );
  }
  const end = text.lastIndexOf('\n', text.length - 2);
  const body = text.slice(0, end);
  if (sha256(body) !== text.slice(end + 1).trim())
    throw new Refusal(`${join(folder, MANIFEST)} 已损坏（校验值不符），没有恢复任何内容。请换一份备份。`);
  const raw = JSON.parse(body) as { format?: number };
  if (typeof raw.format === 'number' && raw.format > FORMAT)
    throw new Refusal(`这份备份由更新的版本建立（格式 ${raw.format}），本程序不能读取。请使用新版本的落实。`);
  return Manifest.parse(raw);
}
