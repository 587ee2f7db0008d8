import type { Section, Sentence } from '@luoshi/server/modules/reports/contract';

export interface SectionRun {
  section: Section;
  sentences: Sentence[];
  /** The section was begun further up: its subsections stand between. */
  continued: boolean;
}

/** The sentences in the report's order, cut where the section changes: what closes a chapter stands after its subsections. */
export function sectionRuns(sections: readonly Section[], sentences: readonly Sentence[]): SectionRun[] {
  const known = new Map(sections.map((section) => [section.id, section]));
  const begun = new Set<string>();
  const runs: SectionRun[] = [];
  for (const sentence of sentences) {
    const last = runs.at(-1);
    const section = known.get(sentence.section);
    if (last && last.section.id === sentence.section) last.sentences.push(sentence);
    else if (section) {
      runs.push({ section, sentences: [sentence], continued: begun.has(section.id) });
      begun.add(section.id);
    }
  }
  return runs;
}
