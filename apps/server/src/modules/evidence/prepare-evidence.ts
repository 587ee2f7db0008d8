import { readFile, writeFile } from 'node:fs/promises';
import { DocumentError, readDocumentInWorker, readTablesInWorker, SandboxError } from '@luoshi/documents';
import type { Tx } from '../../platform/db/database.ts';
import { AppError, type ErrorCode } from '../../platform/errors.ts';
import { contentKind, type KnownContent } from '../../platform/files/content-kind.ts';
import type { Files, KeptFile } from '../../platform/files/files.ts';
import { imageHash, type StrippableForm, strippedPicture } from '../../platform/files/picture.ts';
import { type Taken, takenOf } from '../../platform/files/taken.ts';
import type { Upload } from '../../platform/http/answers.ts';
import { readSetting } from '../../platform/settings.ts';
import type { Scan } from './contract.ts';
import { evidenceSetting } from './settings.ts';

/** Evidence that has been looked at and is on the disk, to be noted in a transaction. */
export interface PreparedEvidence {
  readonly content: KnownContent;
  readonly kept: KeptFile;
  readonly receivedSha256: string;
  readonly imageSha256: string | null;
  readonly fileName: string;
  readonly taken: Taken;
  readonly scan: Scan;
}

interface Preparing {
  readonly actor: { readonly tenantId: string };
  readonly files: Files;
  readonly upload: Upload | null;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

const READING = { memoryMb: 512, timeoutMs: 30_000 };

/**
 * Looks at an upload before the transaction: what it is, whether it may be taken, without its place where the city keeps
 * none, past the virus scanner, onto the disk. Throws the refusals that contract.ts lists.
 */
export async function prepareEvidence({ actor, files, upload, transaction }: Preparing): Promise<PreparedEvidence> {
  if (!upload) throw new AppError('FILE_EMPTY', '没有收到文件。请选择要上传的材料。');
  const content = await contentKind(upload.path, upload.fileName);
  const rules = await transaction((tx) => readSetting(tx, actor.tenantId, evidenceSetting));
  await refuseUnreadable(upload, content);
  const scan = await scanned(files, upload.path, rules.whenScannerUnreachable);
  const { taken, imageSha256 } = await picture(upload.path, content, rules.places);
  return {
    content,
    taken,
    imageSha256,
    scan,
    kept: await files.storeFile({ path: upload.path }),
    receivedSha256: upload.sha256,
    fileName: upload.fileName,
  };
}

/** Documents are read for a security marking, in the sandbox. One without words is no reason to refuse evidence. */
async function refuseUnreadable({ path, fileName }: Upload, { form }: KnownContent): Promise<void> {
  try {
    if (form === 'docx' || form === 'pdf') await readDocumentInWorker(path, READING, { fileName });
    else if (form === 'xlsx') await readTablesInWorker(path, fileName, READING);
  } catch (error) {
    if (!(error instanceof DocumentError || error instanceof SandboxError)) throw error;
    const { code, message } = error;
    if (REFUSED.includes(code as ErrorCode)) throw new AppError(code as ErrorCode, message);
  }
}

const REFUSED: readonly ErrorCode[] = ['FILE_CLASSIFIED', 'FILE_ENCRYPTED', 'FILE_BOMB', 'FILE_DAMAGED'];

async function scanned({ scanner }: Files, path: string, otherwise: 'refuse' | 'quarantine'): Promise<Scan> {
  if (!scanner) return 'none';
  const found = await scanner.scan(path).then(
    (infection) => ({ infection }),
    () => null,
  );
  if (found?.infection)
    throw new AppError(
      'FILE_INFECTED',
      `文件里发现病毒（${found.infection}），没有保存。请先在本机查杀病毒，确认干净后再上传。`,
      { infection: found.infection },
    );
  if (found) return 'clean';
  if (otherwise === 'quarantine') return 'quarantine';
  throw new AppError(
    'SCANNER_UNREACHABLE',
    '病毒扫描服务暂时连不上，按本市规定不收未扫描的文件，没有保存。请稍后再试；仍不行请联系系统管理员。',
  );
}

/** When and where it was taken, as far as the city keeps that; with `strip` the file itself loses it. */
async function picture(
  path: string,
  { form, kind }: KnownContent,
  places: 'keep' | 'strip',
): Promise<{ taken: Taken; imageSha256: string | null }> {
  const taken = await takenOf(path, form);
  const strippable = form === 'jpeg' || form === 'png' || form === 'webp';
  if (places === 'strip' && taken.tellsPlace && !strippable)
    throw new AppError(
      'FILE_TELLS_PLACE',
      `${kind === 'video' ? '视频' : '照片'}里带有拍摄位置，按本市规定不能保存，又无法从这种文件里去掉。请在手机上去掉位置信息，或另存为 jpg 后再上传。`,
    );
  if (!strippable) return { taken, imageSha256: null };
  const bytes = await readFile(path);
  try {
    const imageSha256 = imageHash(form as StrippableForm, bytes);
    if (places === 'keep') return { taken, imageSha256 };
    await writeFile(path, strippedPicture(form, bytes, taken.orientation));
    return { taken: { ...taken, place: null }, imageSha256 };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('FILE_DAMAGED', '图片打不开，可能没有传完整，没有保存。请重新取得图片再上传。');
  }
}
