import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../errors.ts';

/** What a file is, by its content. */
export type ContentKind = 'picture' | 'pdf' | 'office' | 'video';

interface Form {
  readonly kind: ContentKind;
  readonly mediaType: string;
  /** The first is its usual one. */
  readonly extensions: readonly string[];
}

const form = (kind: ContentKind, mediaType: string, ...extensions: string[]): Form => ({ kind, mediaType, extensions });
const OOXML = 'application/vnd.openxmlformats-officedocument';
const FORMS = {
  jpeg: form('picture', 'image/jpeg', 'jpg', 'jpeg', 'jfif'),
  png: form('picture', 'image/png', 'png'),
  webp: form('picture', 'image/webp', 'webp'),
  heic: form('picture', 'image/heic', 'heic', 'heif'),
  pdf: form('pdf', 'application/pdf', 'pdf'),
  docx: form('office', `${OOXML}.wordprocessingml.document`, 'docx'),
  xlsx: form('office', `${OOXML}.spreadsheetml.sheet`, 'xlsx'),
  pptx: form('office', `${OOXML}.presentationml.presentation`, 'pptx'),
  ofd: form('office', 'application/ofd', 'ofd'),
  // Word, Excel, PowerPoint and WPS of old share one container.
  compound: form('office', 'application/x-ole-storage', 'doc', 'xls', 'ppt', 'wps', 'et', 'dps'),
  mp4: form('video', 'video/mp4', 'mp4', 'm4v'),
  mov: form('video', 'video/quicktime', 'mov'),
} as const;
export type FormName = keyof typeof FORMS;

/** Bytes of each kind at most: what a phone or an office makes. */
const MB = 1024 * 1024;
export const MOST_BYTES: Readonly<Record<ContentKind, number>> = {
  picture: 20 * MB,
  pdf: 50 * MB,
  office: 50 * MB,
  video: 200 * MB,
};
const WORDS: Readonly<Record<ContentKind, string>> = { picture: '图片', pdf: 'PDF', office: '办公文档', video: '视频' };

export interface KnownContent extends Form {
  readonly form: FormName;
}

/**
 * What the file at `path` is, told by its content and compared with the extension of `fileName`. Throws
 * FILE_KIND_UNKNOWN, FILE_KIND_MISMATCH, FILE_TOO_LARGE, FILE_DAMAGED.
 */
export async function contentKind(path: string, fileName: string): Promise<KnownContent> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const name = await formOf(file, size);
    if (!name)
      throw new AppError(
        'FILE_KIND_UNKNOWN',
        '只能上传图片（jpg、png、webp、heic）、PDF、办公文档（docx、xlsx、pptx、ofd、doc、xls、ppt、wps）和视频（mp4、mov）。请另存为其中一种再上传。',
      );
    const found = FORMS[name];
    const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
    if (!(found.extensions as readonly string[]).includes(extension))
      throw new AppError(
        'FILE_KIND_MISMATCH',
        `文件的内容是${WORDS[found.kind]}（${found.extensions[0]}），扩展名却是“${extension || '无'}”，没有保存。请用原来的文件上传，不要改扩展名。`,
      );
    if (size > MOST_BYTES[found.kind])
      throw new AppError(
        'FILE_TOO_LARGE',
        `${WORDS[found.kind]}超过 ${MOST_BYTES[found.kind] / MB} MB 的上限，没有保存。请压缩或截取后再上传。`,
        { maxBytes: MOST_BYTES[found.kind] },
      );
    return { form: name, ...found };
  } finally {
    await file.close();
  }
}

async function formOf(file: FileHandle, size: number): Promise<FormName | null> {
  const head = await bytesAt(file, 0, Math.min(size, 64));
  const text = head.toString('latin1');
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (text.startsWith('%PDF-')) return 'pdf';
  if (head.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1') return 'compound';
  if (text.slice(4, 8) === 'ftyp') return brandOf(text.slice(8, 12));
  if (text.startsWith('PK\x03\x04')) return packageOf(await namesInZip(file, size));
  return null;
}

function brandOf(brand: string): FormName | null {
  if (/^(heic|heix|hevc|hevx|heim|heis|mif1|msf1)$/.test(brand)) return 'heic';
  if (brand === 'qt  ') return 'mov';
  return /^(isom|iso[2-9]|mp4[12]|avc1|M4V |M4VP|dash|mmp4|3gp\w)$/.test(brand) ? 'mp4' : null;
}

function packageOf(names: readonly string[]): FormName | null {
  if (names.some((name) => /vbaProject\.bin$/i.test(name)))
    throw new AppError('FILE_KIND_UNKNOWN', '文档里带有宏，不能上传。请另存为不带宏的文档（docx、xlsx、pptx）再上传。');
  if (names.includes('word/document.xml')) return 'docx';
  if (names.includes('xl/workbook.xml')) return 'xlsx';
  if (names.includes('ppt/presentation.xml')) return 'pptx';
  return names.includes('OFD.xml') ? 'ofd' : null;
}

const DIRECTORY_END = Buffer.from('PK\x05\x06', 'latin1');
const MOST_DIRECTORY = 4 * MB;

/** The names in a zip's central directory. Nothing is unpacked. Throws FILE_DAMAGED. */
async function namesInZip(file: FileHandle, size: number): Promise<string[]> {
  const tailFrom = Math.max(0, size - 65_557);
  const tail = await bytesAt(file, tailFrom, size - tailFrom);
  const end = tail.lastIndexOf(DIRECTORY_END);
  if (end < 0 || end + 22 > tail.length) throw damaged();
  const length = tail.readUInt32LE(end + 12);
  const start = tail.readUInt32LE(end + 16);
  if (length > MOST_DIRECTORY || start + length > size) throw damaged();
  const directory = await bytesAt(file, start, length);
  const names: string[] = [];
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const name = directory.readUInt16LE(at + 28);
    names.push(directory.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return names;
}

const damaged = () =>
  new AppError('FILE_DAMAGED', '文件打不开，可能没有下载或拷贝完整，没有保存。请重新取得文件再上传。');

export async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}
