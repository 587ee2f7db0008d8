import type { Analysis } from './analyse.ts';

/** The published form of a decomposition: schemaVersion 1, with the hash of the input file. */
export function formatJson({ decomposition, sha256 }: Analysis): string {
  const { schemaVersion, report, sections, sentences, measures, tasks, unread } = decomposition;
  const { title, region, year } = report;
  return JSON.stringify({
    schemaVersion,
    report: { title, region, year, sha256 },
    sections,
    sentences,
    measures,
    tasks,
    unread,
  });
}
