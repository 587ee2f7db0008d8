import { readMeasures } from './measures/index.ts';
import type { Tiled } from './sentences/tile.ts';
import { type CleanText, originalSpan } from './text/clean.ts';
import type { DecomposeOptions, Measure, ReportFacts, Unread } from './types.ts';

/** Reads the figures of the clean text and gives them ids, offsets of the original, and `raw` as it is written there. */
export function readFigures(
  text: string,
  clean: CleanText,
  sentences: readonly Tiled[],
  report: ReportFacts,
  options: DecomposeOptions,
): { measures: Measure[]; unread: Unread[] } {
  const read = readMeasures({
    text: clean.text,
    sentences: sentences.flatMap(({ id, piece }) =>
      piece ? [{ id, start: piece.start, end: piece.end, part: piece.part, heading: piece.heading }] : [],
    ),
    facts: {
      region: report.region,
      reviewYear: report.year === null ? null : report.year - 1,
      planYear: report.year,
      regions: options.regions ?? [],
    },
  });
  const measures = read.measures.map((m, i): Measure => {
    const span = originalSpan(clean, m.start, m.end);
    return { ...m, id: `m${i + 1}`, ...span, raw: text.slice(span.start, span.end) };
  });
  const unread = read.unread.map((u) => ({ ...originalSpan(clean, u.start, u.end), why: u.why }));
  return { measures, unread };
}
