import { lexiconOf, standardLexicon } from '../leads/compile.ts';
import { pastIndex } from '../leads/past.ts';
import { proposeLeads } from '../leads/propose.ts';
import type { Outline, Piece } from '../sections/outline.ts';
import type { Tiled } from '../sentences/tile.ts';
import { isBlank } from '../text/characters.ts';
import { type CleanText, originalSpan } from '../text/clean.ts';
import type { DecomposeOptions, Measure, ReportFacts, Span, Task } from '../types.ts';
import { splitClauses } from './clauses.ts';
import { readDue } from './due.ts';
import { reasonOf } from './reason.ts';
import { readSurroundings } from './surroundings.ts';
import { targetClauses } from './target-clauses.ts';

export interface TaskInput {
  /** The original. */
  text: string;
  clean: CleanText;
  outline: Outline;
  sentences: Tiled[];
  /** In the order of their start. */
  measures: readonly Measure[];
  report: ReportFacts;
  options: DecomposeOptions;
}

/** Decides of every sentence whether it is a task, writing the reason into those that are not, and reads the tasks. */
export function readTasks(input: TaskInput): Task[] {
  const { text: original, clean, outline, sentences, measures, report, options } = input;
  const lexicon = options.organisations?.length
    ? lexiconOf(options.organisations, options.regions, report.region)
    : standardLexicon(report.region);
  const past = options.past?.length ? pastIndex(options.past) : null;
  const around = readSurroundings(clean.text, outline);
  const tasks: Task[] = [];
  let m = 0;
  for (const sentence of sentences) {
    const { piece } = sentence;
    if (!piece) continue;
    const words = clean.text.slice(piece.start, piece.end);
    sentence.reason = reasonOf(piece, words, around(piece));
    sentence.task = sentence.reason === '';
    if (!sentence.task) continue;
    const spans = piece.part === 'targets' ? targetClauses(words) : [{ start: 0, end: words.length }];
    const titles = titlesOf(outline, piece);
    for (const span of spans) {
      const text = words.slice(span.start, span.end);
      const own = place(clean, piece, span);
      while (m < measures.length && measures[m]!.start < own.start) m++;
      const inside: string[] = [];
      for (let k = m; k < measures.length && measures[k]!.start < own.end; k++) inside.push(measures[k]!.id);
      const parts = piece.part === 'targets' ? [{ start: 0, end: text.length }] : splitClauses(text);
      tasks.push({
        id: `t${tasks.length + 1}`,
        sentence: sentence.id,
        ...own,
        text: text.replace(/[；，]$/, ''),
        section: sentence.section,
        measures: inside,
        due: readDue(text, report.year),
        clauses: adjoin(
          original,
          parts.map((c) => place(clean, piece, { start: span.start + c.start, end: span.start + c.end })),
        ),
        leads: proposeLeads(text, { titles }, lexicon, past),
      });
    }
  }
  return tasks;
}

/** A span inside a piece, in offsets of the original. */
function place(clean: CleanText, piece: Piece, span: Span): Span {
  return originalSpan(clean, piece.start + span.start, piece.start + span.end);
}

/** Lets each clause reach to the next: a page number between two belongs to the one before it. */
function adjoin(text: string, clauses: Span[]): Span[] {
  for (let i = 0; i + 1 < clauses.length; i++) {
    let end = clauses[i + 1]!.start;
    while (isBlank(text.charCodeAt(end - 1))) end--;
    clauses[i]!.end = end;
  }
  return clauses;
}

/** Titles of the sections above a sentence, the nearest first; those of the targets say nothing. */
function titlesOf(outline: Outline, piece: Piece): string[] {
  const titles: string[] = [];
  for (let s = piece.section; s >= 0; s = outline.sections[s]!.parent) {
    const section = outline.sections[s]!;
    if (section.part !== 'targets') titles.push(section.title);
  }
  return titles;
}
