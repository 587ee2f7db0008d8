import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../clock.ts';
import type { Tx } from '../db/database.ts';
import type { VirusScanner } from './virus-scanner.ts';

export interface KeptFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** Files by the SHA-256 of their content under the data folder; on disk before anybody is told that they are kept. */
export interface Files {
  /** Folder for uploads under way; emptied at start. */
  readonly temporary: string;
  /** Null where none is configured. */
  readonly scanner: VirusScanner | null;
  /**
   * Puts bytes, or an uploaded file, onto the disk for good, outside of any transaction: large files take their time.
   * What is not noted within a day is swept away.
   */
  storeFile(source: { path: string } | { bytes: Uint8Array }): Promise<KeptFile>;
  /** Notes what was stored in the city's list, within the transaction. */
  noteFile(tx: Tx, call: { tenantId: string; clock: Clock }, kept: KeptFile, mediaType: string): Promise<void>;
  /** Keeps bytes, or moves an uploaded file in, and notes it in the city's list within the transaction. The same content twice is kept once. */
  putFile(
    tx: Tx,
    call: { tenantId: string; clock: Clock },
    source: { path: string } | { bytes: Uint8Array },
    mediaType: string,
  ): Promise<KeptFile>;
  /** The content from its beginning; throws when it is not there. */
  openFile(sha256: string): Readable;
  /** Removes what was kept before a moment and is not among the hashes that `known` says are somebody's. */
  sweep(before: Date, known: (hashes: string[]) => Promise<Set<string>>): Promise<void>;
  /** Where the content lies, for a parser that wants a path. Read only. */
  pathOf(sha256: string): string;
}

/** The store under a folder; makes what is missing and removes what uploads were left by an earlier process. */
export async function openFiles(folder: string, scanner: VirusScanner | null = null): Promise<Files> {
  const store = join(folder, 'files');
  const temporary = join(folder, 'uploads');
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  await mkdir(store, { recursive: true });
  const pathOf = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256');
    return join(store, sha256.slice(0, 2), sha256.slice(2));
  };
  const storeFile: Files['storeFile'] = async (source) => {
    const from = 'path' in source ? source.path : await writeTemporary(temporary, source.bytes);
    const sha256 = await hashOf(from);
    const to = pathOf(sha256);
    const { size } = await stat(from);
    await syncPath(from);
    const made = await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
    await syncPath(dirname(to));
    if (made) await syncPath(store);
    return { sha256, bytes: size };
  };
  const noteFile: Files['noteFile'] = async (tx, { tenantId, clock }, { sha256, bytes }, media_type) => {
    await tx
      .insertInto('file')
      .values({ tenant_id: tenantId, sha256, bytes, media_type, created_at: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  };
  return {
    temporary,
    scanner,
    pathOf,
    storeFile,
    noteFile,
    openFile: (sha256) => createReadStream(pathOf(sha256)),
    async sweep(before, known) {
      for (const folder of await readdir(store)) {
        const hashes = (await readdir(join(store, folder))).map((rest) => folder + rest);
        const old: string[] = [];
        for (const hash of hashes) if ((await stat(pathOf(hash))).mtime < before) old.push(hash);
        if (old.length === 0) continue;
        const kept = await known(old);
        for (const hash of old) if (!kept.has(hash)) await rm(pathOf(hash), { force: true });
      }
    },
    async putFile(tx, call, source, mediaType) {
      const kept = await storeFile(source);
      await noteFile(tx, call, kept, mediaType);
      return kept;
    },
  };
}

async function writeTemporary(folder: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, randomUUID());
  await pipeline([bytes], createWriteStream(path, { flags: 'wx' }));
  return path;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** fsync of a file or a folder: without the folder's the name itself may be lost with the power. */
async function syncPath(path: string): Promise<void> {
  // Windows opens no folder; there the file system's own journal keeps the name.
  if (process.platform === 'win32' && (await stat(path)).isDirectory()) return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
