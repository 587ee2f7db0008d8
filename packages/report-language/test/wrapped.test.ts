import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decompose } from '../src/index.ts';
import { cleanText } from '../src/text/index.ts';
import { expectSound } from './invariants.ts';

/** The report of the fictional city, as a PDF would give it back: lines of one width, with or without indents, pages. */
const report = readFileSync(new URL('../../../cities/demo/report.txt', import.meta.url), 'utf8');

interface Print {
  width: number;
  indent: string;
  page?: (n: number) => string;
  linesOnPage?: number;
}

function print({ width, indent, page, linesOnPage = 22 }: Print): string {
  const lines: string[] = [];
  for (const paragraph of cleanText(report).text.split('\n')) {
    let rest = indent + paragraph;
    while (rest.length > width) {
      let end = width;
      // No line begins with a mark that closes.
      while (end < width + 2 && /[，。；：、！？”’）》]/.test(rest[end] ?? '')) end++;
      lines.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
    lines.push(rest);
  }
  if (!page) return lines.join('\n');
  const printed: string[] = [];
  lines.forEach((line, i) => {
    printed.push(line);
    if (i % linesOnPage === linesOnPage - 1) printed.push(page(printed.length), '');
  });
  return printed.join('\r\n');
}

/** The printed words alone: no blanks, page numbers or running heads. */
const words = (text: string, { start, end }: { start: number; end: number }) =>
  text
    .slice(start, end)
    .replace(/\s+/g, '')
    .replace(/—[0-9]+—|河湟市政府工作报告/g, '');

/** How much of two lists is the same, each member counted once. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const rest = [...b];
  let same = 0;
  for (const x of a) {
    const at = rest.indexOf(x);
    if (at < 0) continue;
    rest.splice(at, 1);
    same++;
  }
  return (2 * same) / (a.length + b.length);
}

const read = (text: string) => {
  const d = decompose(text);
  expectSound(text, d);
  return {
    sentences: d.sentences.map((s) => words(text, s)).filter((s) => s !== ''),
    tasks: d.tasks.map((t) => words(text, t)),
    sections: d.sections.map((s) => `${s.part} ${s.title}`),
  };
};

describe('a report that was hard wrapped reads like the report', () => {
  const whole = read(report);
  const prints: [name: string, print: Print][] = [
    ['28 characters, indented', { width: 28, indent: '　　' }],
    ['40 characters, indented', { width: 40, indent: '　　' }],
    ['28 characters, flush', { width: 28, indent: '' }],
    ['40 characters, flush', { width: 40, indent: '' }],
    ['pages numbered — 12 —', { width: 28, indent: '　　', page: (n) => `— ${n} —` }],
    ['pages with a running head', { width: 36, indent: '　　', page: () => '河湟市政府工作报告', linesOnPage: 30 }],
  ];

  it.each(prints)('%s', (_, form) => {
    const printed = read(print(form));
    expect(likeness(whole.sentences, printed.sentences)).toBeGreaterThanOrEqual(0.99);
    expect(likeness(whole.tasks, printed.tasks)).toBeGreaterThanOrEqual(0.99);
    expect(likeness(whole.sections, printed.sections)).toBeGreaterThanOrEqual(0.98);
  });
});
