import { describe, expect, it } from 'vitest';
import leads from '../specs/leads.json' with { type: 'json' };
import sections from '../specs/sections.json' with { type: 'json' };
import sentences from '../specs/sentences.json' with { type: 'json' };
import tasks from '../specs/tasks.json' with { type: 'json' };
import { decompose } from '../src/index.ts';
import { cleanText } from '../src/text/index.ts';
import { expectSound } from './invariants.ts';

/** A piece of the original as it reads when cleaned. */
const words = (text: string, span: { start: number; end: number }): string =>
  cleanText(text.slice(span.start, span.end)).text.replaceAll('\n', '');

describe('sections', () => {
  it.each(sections)('$name', ({ text, year, sections: expected }) => {
    const d = decompose(text, year === undefined ? {} : { year });
    expectSound(text, d);
    expect(d.sections.map((s) => [s.part, s.level, s.title])).toEqual(expected);
  });
});

describe('sentences', () => {
  it.each(sentences)('$name', ({ text, sentences: expected }) => {
    const d = decompose(text, { year: 2026 });
    expectSound(text, d);
    expect(d.sentences.map((s) => words(text, s).replace(/—7—/, ''))).toEqual(expected);
  });
});

interface TaskCase {
  name: string;
  text: string;
  sentences?: string[][];
  tasks?: { text: string; due?: string; clauses?: string[] }[];
}

describe('tasks', () => {
  it.each(tasks as TaskCase[])('$name', ({ text, sentences: judged, tasks: expected }) => {
    const d = decompose(text, { year: 2026 });
    expectSound(text, d);
    if (judged) expect(d.sentences.map((s) => [s.task ? 'task' : s.reason, words(text, s)])).toEqual(judged);
    if (!expected) return;
    expect(d.tasks.map((t) => t.text)).toEqual(expected.map((t) => t.text));
    expected.forEach((want, i) => {
      const task = d.tasks[i]!;
      if (want.due !== undefined) expect([task.text, task.due]).toEqual([want.text, want.due]);
      if (want.clauses) expect(task.clauses.map((c) => words(text, c))).toEqual(want.clauses);
    });
  });
});

interface LeadCase {
  name: string;
  text: string;
  first: string;
  heading?: string;
  region?: string;
  among?: string[];
  because?: string;
  /** Not proposed at all. */
  not?: string[];
  past?: { text: string; leads: string[] }[];
}

describe('leads', () => {
  it.each(leads as LeadCase[])('$name', ({ text, heading, region, past, first, among, not, because }) => {
    const report = `一、2026年重点工作\n${heading ?? '统筹各项任务。'}${text}压实责任，按月调度。`;
    const d = decompose(report, { year: 2026, region: region ?? '某市', ...(past ? { past } : {}) });
    const task = d.tasks.find((t) => t.text === text);
    const names = task?.leads.map((l) => l.name) ?? [];
    expect(names[0]).toBe(first);
    expect(names.slice(0, 3)).toEqual(expect.arrayContaining(among ?? []));
    for (const name of not ?? []) expect(names).not.toContain(name);
    if (because) expect(task!.leads[0]!.because.join()).toContain(because);
  });

  it('proposes the organisations of the city that is given, under their own codes', () => {
    const organisations = [
      {
        code: 'A1',
        name: '市农牧局',
        aliases: ['市农业农村局'],
        function: 'agriculture',
        duties: ['青稞酒曲'],
        kind: 'department',
      },
      { code: 'A2', name: '全体乡镇', aliases: ['各乡镇'], function: '', duties: [], kind: 'group' },
    ];
    const d = decompose(
      '一、2026年重点工作\n抓好生产。各乡镇要建好粮库3座。推广青稞酒曲工艺，办好培训。建设高标准农田。',
      { year: 2026, organisations },
    );
    expect(d.tasks.map((t) => t.leads[0]?.code)).toEqual(['A2', 'A1', 'A1']);
  });
});
