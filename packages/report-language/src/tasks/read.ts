import type { Outline } from '../sections/outline.ts';
import type { Tiled } from '../sentences/tile.ts';
import type { CleanText } from '../text/clean.ts';
import type { DecomposeOptions, Measure, NotTaskReason, ReportFacts, Task } from '../types.ts';
import { readDue } from './due.ts';

export interface TaskInput {
  text: string;
  clean: CleanText;
  outline: Outline;
  sentences: Tiled[];
  measures: Measure[];
  report: ReportFacts;
  options: DecomposeOptions;
}

/** Decides of every sentence whether it is a task, writing the reason into those that are not, and reads the tasks. */
export function readTasks(input: TaskInput): Task[] {
  const tasks: Task[] = [];
  for (const sentence of input.sentences) {
    const { piece } = sentence;
    if (!piece) continue;
    const reason = reasonOf(piece.part, piece.heading, input.clean.text.slice(piece.start, piece.end));
    sentence.reason = reason;
    sentence.task = reason === '';
    if (reason !== '') continue;
    tasks.push({
      id: `t${tasks.length + 1}`,
      sentence: sentence.id,
      start: sentence.start,
      end: sentence.end,
      text: input.clean.text.slice(piece.start, piece.end),
      section: sentence.section,
      measures: [],
      due: readDue(input.clean.text.slice(piece.start, piece.end), input.report.year),
      clauses: [{ start: sentence.start, end: sentence.end }],
      leads: [],
    });
  }
  return tasks;
}

function reasonOf(part: string, heading: boolean, words: string): NotTaskReason | '' {
  if (heading) return 'heading';
  if (/^各位代表[！：]$/.test(words)) return 'salutation';
  if (part === 'review') return 'review';
  if (part !== 'plan' && part !== 'targets') return 'other';
  if (/让我们|各位代表/.test(words)) return 'closing';
  return '';
}
