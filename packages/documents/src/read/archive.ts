import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { DocumentError } from '../errors.ts';
import { LIMITS } from '../limits.ts';

/** A zip whose table of contents has been checked. Parts are unpacked as streams, and what comes out is counted. */
export interface Archive {
  names: string[];
  /** Unpacks one part; null when there is none of that name. */
  open(name: string): Promise<AsyncIterable<Uint8Array> | null>;
}

/**
 * Opens a zip and checks its central directory before anything is unpacked: at most 2,000 entries, 200 MB declared,
 * 100 to 1. What it declares is not believed: real bytes are counted while unpacking.
 * Throws FILE_BOMB, FILE_DAMAGED or FILE_ENCRYPTED.
 */
export async function openArchive(bytes: Uint8Array): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await fromBufferPromise(buffer).catch(() => {
    throw damaged('找不到压缩目录');
  });
  const entries = await checkDirectory(zip, buffer.length);
  let inflated = 0;
  const count = (bytesMore: number): void => {
    inflated += bytesMore;
    if (inflated > LIMITS.inflatedBytes) throw bomb(`解开后超过 ${megabytes(LIMITS.inflatedBytes)}`);
  };
  return {
    names: [...entries.keys()],
    open: async (name) => {
      const entry = entries.get(name);
      return entry ? unpack(zip, entry, count) : null;
    },
  };
}

async function checkDirectory(zip: ZipFile, fileBytes: number): Promise<Map<string, Entry>> {
  if (zip.entryCount > LIMITS.archiveEntries) throw bomb(`内含 ${zip.entryCount} 个部件`);
  const entries = new Map<string, Entry>();
  let packed = 0;
  let inflated = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      packed += entry.compressedSize;
      inflated += entry.uncompressedSize;
      if (inflated > LIMITS.inflatedBytes) throw bomb(`解开后超过 ${megabytes(LIMITS.inflatedBytes)}`);
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw error instanceof DocumentError ? error : damaged('压缩目录读不完整');
  }
  // Parts that overlap are how one small file claims to be many large ones.
  if (packed > fileBytes) throw bomb('各部件互相重叠');
  if (tooDense(inflated, packed)) throw bomb(`压缩比超过 ${LIMITS.inflationRatio}∶1`);
  return entries;
}

async function* unpack(zip: ZipFile, entry: Entry, count: (bytes: number) => void): AsyncIterable<Uint8Array> {
  if (entry.generalPurposeBitFlag & 1) {
    throw new DocumentError('FILE_ENCRYPTED', '这个文件被压缩软件加了密码，读不了。请解密后再试。');
  }
  let inflated = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      inflated += chunk.length;
      count(chunk.length);
      if (tooDense(inflated, entry.compressedSize)) throw bomb(`压缩比超过 ${LIMITS.inflationRatio}∶1`);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    // yauzl compares what comes out with what the directory declared: more of it is the lie that bombs tell.
    if (error instanceof Error && error.message.startsWith('too many bytes')) throw bomb('实际内容比目录声明的大');
    throw damaged(`部件 ${entry.fileName} 解不开`);
  }
}

function tooDense(inflated: number, packed: number): boolean {
  return inflated > LIMITS.ratioFloorBytes && inflated > packed * LIMITS.inflationRatio;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

function bomb(why: string): DocumentError {
  return new DocumentError(
    'FILE_BOMB',
    `为安全起见没有打开这个文件：${why}，像是“压缩炸弹”，正常的报告不会这样。请核实文件来源；若确是报告，在 Word 中打开并另存为新的 .docx，再试一次。`,
  );
}

/** The file breaks off or contradicts itself. */
export function damaged(where: string): DocumentError {
  return new DocumentError(
    'FILE_DAMAGED',
    `文件已损坏：${where}。可能是下载或拷贝没有完成。请重新取得文件；若能在 Word 中打开，另存为新的 .docx，再试一次。`,
  );
}
