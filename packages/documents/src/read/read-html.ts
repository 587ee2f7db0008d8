import { DocumentError } from '../errors.ts';
import { type DecodedText, decodeText, markedEncoding, tryDecode } from './decode-text.ts';
import { linesOf, mainPart } from './html/main-text.ts';
import { parseHtml } from './html/tree.ts';
import type { Reading, TextSpan } from './types.ts';

/** The main text of a web page, a line a block, without menus, scripts and what is hidden. The declared charset is honoured. */
export function readHtml(bytes: Uint8Array): Reading {
  const { text: html, encoding } = decodeHtml(bytes);
  const { root, title } = parseHtml(html);
  const { node, headline } = mainPart(root);
  const lines = linesOf(node);
  if (headline !== '' && !lines.slice(0, 5).includes(headline)) lines.unshift(headline);
  if (lines.length === 0) {
    throw new DocumentError(
      'FILE_EMPTY',
      '网页里没有正文：可能只保存了页面框架。请在浏览器中等页面显示完整后再保存，或复制正文存为 .txt。',
    );
  }
  const paragraphs: TextSpan[] = [];
  let offset = 0;
  for (const line of lines) {
    paragraphs.push({ start: offset, end: offset + line.length });
    offset += line.length + 1;
  }
  const reading: Reading = { text: lines.join('\n'), encoding, paragraphs };
  const name = headline || title;
  return name === '' ? reading : { ...reading, title: name };
}

/** A byte order mark outranks the declaration, the declaration outranks guessing; a wrong declaration is not believed. */
function decodeHtml(bytes: Uint8Array): DecodedText {
  if (!markedEncoding(bytes)) {
    const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)).toString('latin1');
    const declared =
      /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1] ??
      /<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/iu.exec(head)?.[1];
    // GB2312 is declared and GBK or GB18030 meant, on most old pages.
    const label = declared && /^(?:gb|x-gbk)/iu.test(declared) ? 'gb18030' : declared?.toLowerCase();
    const text = label ? tryDecode(bytes, label) : null;
    if (label && text !== null) return { text, encoding: label };
  }
  return decodeText(bytes);
}
