import type { Paragraph } from '../sentences/split.ts';
import type { Span } from '../types.ts';
import type { Opening } from './headings.ts';
import { RANK } from './markers.ts';
import type { InnerPart } from './parts.ts';

/** Where the year's targets are stated, over one paragraph or several. */
export interface TargetSpan extends Span {
  /** The section made for them: -1 until it is, -2 where their own heading already makes one. */
  made: number;
}

const STATES = /(?:预期|发展|主要|奋斗|工作|总体)目标(?:任务)?(?:建议)?(?:[是为]|：)/;
const FIGURE = /[0-9]|同步|以内|目标|稳定|左右|以上|持平|百分之/;

/** Finds where the plan part states its main targets (主要预期目标是…), by paragraph. */
export function findTargets(
  text: string,
  paragraphs: readonly Paragraph[],
  parts: readonly InnerPart[],
  openings: readonly (Opening | null)[],
): Map<number, TargetSpan> {
  const found = new Map<number, TargetSpan>();
  for (let i = 0; i < paragraphs.length; i++) {
    if (parts[i] === 'targets') {
      const p = paragraphs[i]!;
      found.set(i, { start: p.start, end: p.end, made: -2 });
      continue;
    }
    if (parts[i] !== 'plan') continue;
    const p = paragraphs[i]!;
    const k = p.sentences.findIndex((s) => {
      const words = text.slice(s.start, Math.min(s.end, s.start + 80));
      const m = STATES.exec(words);
      if (!m || /“十[四五六七]五”/.test(words.slice(0, m.index))) return false;
      return s.end - s.start - m.index > 20
        ? FIGURE.test(text.slice(s.start + m.index + m[0].length, s.end))
        : words.endsWith('：');
    });
    if (k < 0) continue;
    let last = k;
    while (last + 1 < p.sentences.length && goesOn(text, p.sentences[last + 1]!)) last++;
    const span: TargetSpan = { start: p.sentences[k]!.start, end: p.sentences[last]!.end, made: -1 };
    found.set(i, span);
    // 主要预期目标是： with the list in paragraphs of its own, or a list cut at its semicolons.
    let at = i;
    while (/[：；]$/.test(text.slice(paragraphs[at]!.end - 1, paragraphs[at]!.end)) && at + 1 < paragraphs.length) {
      const next = paragraphs[at + 1]!;
      const opening = openings[at + 1];
      if ((opening?.marker && opening.marker.rank <= RANK.is) || !FIGURE.test(text.slice(next.start, next.end))) break;
      at++;
      span.end = next.end;
      found.set(at, span);
    }
    return found;
  }
  return found;
}

/** A further sentence of targets is short, and a figure stands in it. */
function goesOn(text: string, sentence: Span): boolean {
  const words = text.slice(sentence.start, sentence.end);
  return (
    words.length < 120 &&
    /[0-9]/.test(words) &&
    !/^(?:[0-9.]+%|这|上述|确定|提出|围绕|实现|完成(?:上述|以上|这些)|做好|今年)/.test(words) &&
    /增长|以上|左右|以内|控制|达到|保持|稳定/.test(words)
  );
}
