/**
 * Fits the weights of tasks/signals.ts to annotated reports and says how each report scores when it is left out.
 *   node packages/report-language/tools/fit-signals.ts REPORT.txt=TASKS.tsv …
 * The score is balanced accuracy over all rows, headings included, as the gold is scored.
 */
import { readFileSync } from 'node:fs';
import { readFacts } from '../src/facts/facts.ts';
import { readOutline } from '../src/sections/outline.ts';
import { settledReason } from '../src/tasks/reason.ts';
import { readSignals } from '../src/tasks/signals.ts';
import { readSurroundings } from '../src/tasks/surroundings.ts';
import { cleanText, originalSpan } from '../src/text/index.ts';

interface Example {
  report: string;
  task: boolean;
  /** Decided by part or form before any weighing; its verdict, else null. */
  settled: boolean | null;
  signals: number[];
}

const RIDGE = 0.03 * 0.05;
const NEGATIVES = 3;
let names: string[] = [];

function read(report: string, tasks: string): Example[] {
  const text = readFileSync(report, 'utf8').replace(/^\ufeff/, '');
  const lines = readFileSync(tasks, 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter((l) => l !== '');
  const rows = lines
    .map((l) => l.split('\t'))
    .map((r) => ({ start: Number(r[1]), end: Number(r[2]), task: r[4] === '1' }));
  const clean = cleanText(text);
  const outline = readOutline(clean, readFacts(clean.text).year);
  const around = readSurroundings(clean.text, outline);
  return outline.pieces.flatMap((piece) => {
    const span = originalSpan(clean, piece.start, piece.end);
    const row = rows.find((r) => Math.min(r.end, span.end) - Math.max(r.start, span.start) >= (r.end - r.start) / 2);
    if (!row) return [];
    const words = clean.text.slice(piece.start, piece.end);
    const reason = settledReason(piece, words);
    const signals = readSignals(words, around(piece));
    names = Object.keys(signals);
    return [
      { report, task: row.task, settled: reason === null ? null : reason === '', signals: Object.values(signals) },
    ];
  });
}

const sum = (weights: number[], signals: number[]): number => signals.reduce((s, x, k) => s + x * weights[k]!, 0);

function fit(examples: Example[]): number[] {
  const open = examples.filter((e) => e.settled === null);
  const positives = open.filter((e) => e.task).length;
  const total = positives + NEGATIVES * (open.length - positives);
  const weights = names.map(() => 0);
  for (let step = 0; step < 4000; step++) {
    const gradient = names.map(() => 0);
    for (const e of open) {
      const miss =
        (Number(e.task) - 1 / (1 + Math.exp(-sum(weights, e.signals)))) * ((e.task ? 1 : NEGATIVES) / total) * 2;
      for (let k = 0; k < gradient.length; k++) gradient[k]! += miss * e.signals[k]!;
    }
    for (let k = 0; k < weights.length; k++) weights[k]! += 0.5 * (gradient[k]! - (k === 0 ? 0 : RIDGE) * weights[k]!);
  }
  return weights;
}

function balanced(weights: number[], examples: Example[]): number {
  const right = (task: boolean): number => {
    const all = examples.filter((e) => e.task === task);
    return all.filter((e) => (e.settled ?? sum(weights, e.signals) > 0) === task).length / all.length;
  };
  return (right(true) + right(false)) / 2;
}

const examples = process.argv.slice(2).flatMap((pair) => {
  const [report, tasks] = pair.split('=');
  return read(report!, tasks!);
});
for (const report of new Set(examples.map((e) => e.report))) {
  const score = balanced(
    fit(examples.filter((e) => e.report !== report)),
    examples.filter((e) => e.report === report),
  );
  console.log(`${report}  left out: ${score.toFixed(3)}`);
}
const weights = fit(examples);
console.log(`all together: ${balanced(weights, examples).toFixed(3)}`);
console.log(Object.fromEntries(names.map((name, k) => [name, Math.round(weights[k]! * 100) / 100])));
