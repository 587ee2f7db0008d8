import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { MeasureFilter, MeasureRow } from './contract.ts';
import { measuresOf, sectionsOf, sentencesOf, textOf } from './queries.ts';
import { sectionPaths } from './section-path.ts';
import { measureView } from './view.ts';

/** Every figure of a report beside its sentence, in the order of the report. One report holds a few thousand at most. */
export async function allMeasures(tx: Tx, tenantId: string, reportId: string): Promise<MeasureRow[]> {
  const text = await textOf(tx, tenantId, reportId);
  const sentences = new Map((await sentencesOf(tx, tenantId, reportId)).map((row) => [row.id, row]));
  const paths = sectionPaths(await sectionsOf(tx, tenantId, reportId));
  return (await measuresOf(tx, tenantId, reportId)).map((row) => {
    const sentence = sentences.get(row.sentence);
    if (!sentence) throw new Error(`measure without its sentence: ${reportId} ${row.id}`);
    return {
      ...measureView(row),
      part: sentence.part,
      sectionPath: paths.get(sentence.section) ?? [],
      sentenceText: text.slice(sentence.start_at, sentence.end_at),
      sentenceStart: sentence.start_at,
      sentenceNumber: sentence.position,
      reference: sentence.reference,
    };
  });
}

/** Pure: what the filter leaves. `q` looks into the sentence and the figure itself. */
export function filterMeasures(rows: readonly MeasureRow[], filter: z.output<typeof MeasureFilter>): MeasureRow[] {
  const holds = (words: string | undefined, ...places: string[]) =>
    !words || places.some((place) => place.includes(words));
  return rows.filter(
    (row) =>
      (!filter.part || row.part === filter.part) &&
      (!filter.kind || row.kind === filter.kind) &&
      holds(filter.indicator, row.indicator) &&
      holds(filter.region, row.scope) &&
      holds(filter.q, row.sentenceText, row.indicator, `${row.raw}${row.unit}`),
  );
}
