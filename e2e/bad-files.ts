import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPdf, pageOf } from '../packages/documents/test/pdf.ts';
import { buildDocx, p } from '../packages/documents/test/zip.ts';
import { REPORT_2025 } from './report.ts';

export interface BadFile {
  /** What is wrong with it. */
  what: string;
  name: string;
  bytes: Buffer;
  /** What the message must say: what is wrong, and what to do. */
  says: RegExp[];
}

/** Files that a supervision office really gets, none of which can become a report. */
export function badFiles(): BadFile[] {
  const text = (lines: readonly string[]) => Buffer.from(lines.join('\n'));
  const withoutPlan = REPORT_2025.slice(0, REPORT_2025.indexOf('二、2025年主要预期目标'));
  return [
    {
      what: 'a scanned PDF',
      name: '政府工作报告（扫描件）.pdf',
      bytes: buildPdf([[], [], []], { image: true }),
      says: [/扫描|图片/, /请/],
    },
    {
      what: 'a PDF under a password',
      name: '政府工作报告（加密）.pdf',
      bytes: buildPdf([pageOf(['政府工作报告'])], { password: 'secret' }),
      says: [/密码/, /请/],
    },
    {
      what: 'a docx under a password',
      name: '政府工作报告（加密）.docx',
      bytes: ole2('EncryptionInfo', 'EncryptedPackage'),
      says: [/打开密码/, /请/],
    },
    {
      what: 'a .doc renamed .docx',
      name: '政府工作报告（改名）.docx',
      bytes: ole2('WordDocument'),
      says: [/\.doc/, /另存为 \.docx/],
    },
    {
      what: 'a docx that unpacks to far more than it should',
      name: '政府工作报告（压缩炸弹）.docx',
      bytes: buildDocx(p(' '.repeat(40_000_000))),
      says: [/压缩炸弹/, /没有打开/, /请/],
    },
    {
      what: 'a docx cut off half way',
      name: '政府工作报告（下载不全）.docx',
      bytes: half(buildDocx(REPORT_2025.map((line) => p(line)).join(''))),
      says: [/损坏|不完整|打不开/],
    },
    {
      what: 'a text in no encoding that is read',
      name: '政府工作报告（编码）.txt',
      bytes: Buffer.concat(Array.from({ length: 400 }, (_, at) => Buffer.from([0x81, 0x20 + (at % 16), 0xff, 0xfe]))),
      says: [/编码|乱码/, /请|另存/],
    },
    {
      what: 'a paper that is no report',
      name: '关于做好防汛工作的通知.txt',
      bytes: text([
        '关于做好2025年防汛值守工作的通知',
        '各县区人民政府，市直各部门：汛期将至，请严格落实值班值守制度，备足物资，遇有险情第一时间上报。特此通知。',
      ]),
      says: [/不像政府工作报告/, /没有保存/],
    },
    {
      what: 'a report without its plan part',
      name: '政府工作报告（只有回顾）.txt',
      bytes: text(withoutPlan),
      says: [/没有找到.*(?:目标|工作安排)|不像政府工作报告/, /没有保存/],
    },
    {
      what: 'a report with a security marking',
      name: '政府工作报告（密件）.txt',
      bytes: text(['机密★1年', ...REPORT_2025]),
      says: [/密级|涉密/],
    },
  ];
}

/** Larger than the page and the server take; on the disk, where a browser takes it from. */
export async function largeFile(folder: string): Promise<string> {
  const path = join(folder, '政府工作报告（高清扫描）.pdf');
  await writeFile(path, Buffer.alloc(60 * 1024 * 1024, '%PDF-1.7 '));
  return path;
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

/** What old Office programs write, with the named streams in its directory. */
function ole2(...streams: string[]): Buffer {
  const file = Buffer.alloc(4096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  for (const [at, name] of streams.entries()) Buffer.from(`${name}\0`, 'utf16le').copy(file, 1024 + at * 128);
  return file;
}
