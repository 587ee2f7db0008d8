import { readFacts } from './facts/facts.ts';
import { readFigures } from './figures.ts';
import { type Outline, readOutline } from './sections/outline.ts';
import type { InnerPart } from './sections/parts.ts';
import { tile } from './sentences/tile.ts';
import { readTasks } from './tasks/read.ts';
import { type CleanText, cleanText, originalSpan } from './text/clean.ts';
import type { DecomposeOptions, Decomposition, Part, Section } from './types.ts';

/** The goals of the next five years are neither this year's targets nor its plan: published as the rest. */
const published = (part: InnerPart): Part => (part === 'outlook' ? 'other' : part);

/**
 * Turns the text of a government work report into its sections, sentences, measures and tasks. Pure and deterministic;
 * never throws on text. All offsets are UTF-16 units of `text`. Region and year of the options are used where the text
 * does not say. Linear in the length of the text.
 */
export function decompose(text: string, options: DecomposeOptions = {}): Decomposition {
  const clean = cleanText(text);
  const report = readFacts(clean.text, options);
  const outline = readOutline(clean, report.year);
  const sentences = tile(text, clean, outline);
  const { measures, unread } = readFigures(text, clean, sentences, report, options);
  const tasks = readTasks({ text, clean, outline, sentences, measures, report, options });
  return {
    schemaVersion: 1,
    report,
    sections: publishSections(clean, outline),
    sentences: sentences.map(({ id, section, start, end, task, reason }) => ({
      id,
      section,
      start,
      end,
      task,
      reason,
    })),
    measures,
    tasks,
    unread,
  };
}

function publishSections(clean: CleanText, outline: Outline): Section[] {
  return outline.sections.map((s, i) => ({
    id: `c${i + 1}`,
    parent: s.parent < 0 ? '' : `c${s.parent + 1}`,
    level: s.level,
    title: s.title,
    part: published(s.part),
    ...originalSpan(clean, s.start, s.end),
  }));
}
