import { type Figure, imply } from '../measures/figure.ts';
import type { ReadSentence } from '../measures/types.ts';

type Part = ReadSentence['part'];

/** Decides result or target: the part decides, unless the words say that it is done already. */
export function readKind(text: string, figure: Figure, from: number, part: Part): void {
  const target = part === 'plan' || part === 'targets' || part === 'outlook';
  figure.kind = target ? 'target' : 'result';
  if (
    target &&
    /(?:去年|上年|目前|截至目前|过去一年|已累计|已经|现已)[^，。；]{0,12}$/.test(
      text.slice(Math.max(from, figure.start - 20), figure.start),
    )
  ) {
    figure.kind = 'result';
    return;
  }
  imply(figure, 'kind', target ? 'figures of the plan are targets' : 'figures of the review are results');
}
