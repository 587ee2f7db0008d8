/** Pure: the words of a span as they are said elsewhere. */
import type { Span } from '../../contract.ts';

/** The report's own words at these spans: hard line wraps and the blanks around them are layout, not words. */
export function wordsAt(text: string, spans: readonly Span[]): string {
  return spans
    .map((span) =>
      text
        .slice(span.start, span.end)
        .replace(/[ \t\u3000]*\r?\n[ \t\u3000]*/g, '')
        .trim(),
    )
    .join('');
}

/** A piece of a list, worded as the sentence that it is on the ledger; the original keeps its mark. */
export function ended(words: string): string {
  return words.replace(/[；;，,、]$/u, '。');
}
