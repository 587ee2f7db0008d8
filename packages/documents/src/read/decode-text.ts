import { DocumentError } from '../errors.ts';

export interface DecodedText {
  text: string;
  encoding: string;
}

/**
 * Decodes a text file: UTF-8 or UTF-16 by its byte order mark, else UTF-8, else GB18030 (which GB2312 and GBK are parts of).
 * The mark is dropped; nothing else is changed. Throws FILE_ENCODING when the bytes are no text in any of these.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = markedEncoding(bytes);
  if (marked) {
    const text = tryDecode(bytes.subarray(marked.bytes), marked.encoding);
    if (text !== null) return { text, encoding: marked.encoding };
    throw wrongEncoding(`文件开头标明是 ${marked.encoding.toUpperCase()}，后面的内容却不是`);
  }
  if (bytes.includes(0)) throw wrongEncoding('里面有文本文件不会有的空字节');
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' };
  const gb18030 = tryDecode(bytes, 'gb18030');
  if (gb18030 !== null && looksChinese(gb18030)) return { text: gb18030, encoding: 'gb18030' };
  throw wrongEncoding('既不是 UTF-8，也不是 GB18030（GBK）');
}

/** Decodes strictly; null when the bytes do not fit or the encoding is unknown. */
export function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The encoding that a byte order mark announces, and the mark's length. */
export function markedEncoding(bytes: Uint8Array): { encoding: string; bytes: number } | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bytes: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bytes: 2 };
  return null;
}

/** The hundred characters that fill a third of any Chinese text. */
const COMMON = new Set(
  '的一是在不了有和人这中大为上个国我以要时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公市县区乡镇村城农资项投增长率亿万元达推设保障服务环境',
);
const HAN = /\p{Script=Han}/u;
const STRANGE = /[\p{Co}\uFFFD]|(?![\t\n\v\f\r])\p{Cc}/u;

/**
 * Almost any bytes decode as GB18030 (Big5, Shift-JIS, a damaged UTF-8 file), into characters that nobody writes.
 * So a decoding counts only when common characters are common in it.
 */
function looksChinese(text: string): boolean {
  const sample = text.length > 60_000 ? text.slice(0, 30_000) + text.slice(-30_000) : text;
  let han = 0;
  let common = 0;
  let strange = 0;
  for (const character of sample) {
    if (COMMON.has(character)) common++;
    if (HAN.test(character)) han++;
    else if (STRANGE.test(character)) strange++;
  }
  if (han + strange === 0) return true;
  if (strange > (han + strange) * 0.02) return false;
  return han < 20 || common > han * 0.12;
}

function wrongEncoding(why: string): DocumentError {
  return new DocumentError(
    'FILE_ENCODING',
    `读不出文字：这个文件${why}。请用记事本或 WPS 打开原文件，确认显示正常后另存为 UTF-8 编码的文本，再试一次。`,
  );
}
