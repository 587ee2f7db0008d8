import { isClosing, isHan, isOpening, isTerminal } from '../text/characters.ts';
import type { Span } from '../types.ts';

/** A paragraph of the clean text and the sentences in it, in clean offsets. */
export interface Paragraph extends Span {
  sentences: Span[];
}

/**
 * Splits clean text into paragraphs and sentences. A sentence ends with 。！？ and the quotes and brackets that close
 * behind them, or with its paragraph. "！" inside a quotation that the sentence goes on after (“敢闯敢干！”行动) ends nothing.
 */
export function splitParagraphs(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let start = 0;
  while (start < text.length) {
    const stop = text.indexOf('\n', start);
    const end = stop < 0 ? text.length : stop;
    if (end > start) paragraphs.push({ start, end, sentences: splitSentences(text, start, end) });
    start = end + 1;
  }
  return paragraphs;
}

function splitSentences(text: string, from: number, to: number): Span[] {
  const sentences: Span[] = [];
  let start = from;
  let depth = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (isOpening(c)) depth++;
    else if (isClosing(c)) depth = Math.max(0, depth - 1);
    if (!isTerminal(c)) continue;
    let end = i + 1;
    while (
      end < to &&
      (isTerminal(text.charCodeAt(end)) || isClosing(text.charCodeAt(end)) || text.charCodeAt(end) === 0x22)
    )
      end++;
    const quoted = depth > 0 && end > i + 1 && isClosing(text.charCodeAt(end - 1));
    if (c !== 0x3002 && quoted && end < to && isHan(text.charCodeAt(end))) {
      depth = 0;
      i = end - 1;
      continue;
    }
    // Brackets left open by a cut text must not swallow the rest of the report.
    depth = 0;
    sentences.push({ start, end });
    start = end;
    i = end - 1;
  }
  if (start < to) sentences.push({ start, end: to });
  return sentences;
}
