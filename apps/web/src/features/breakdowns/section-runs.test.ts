import type { Section, Sentence } from '@luoshi/server/modules/reports/contract';
import { expect, it } from 'vitest';
import { sectionRuns } from './section-runs.ts';

const section = (id: string) => ({ id, title: id }) as Section;
const sentence = (id: string, of: string) => ({ id, section: of }) as Sentence;

it('keeps the order of the report where a chapter goes on after its subsections', () => {
  const sentences = [
    sentence('s1', '三'),
    sentence('s2', '（一）'),
    sentence('s3', '（一）'),
    sentence('s4', '三'),
    sentence('s5', '三'),
  ];
  const runs = sectionRuns([section('三'), section('（一）')], sentences);
  expect(runs.flatMap((run) => run.sentences)).toEqual(sentences);
  expect(runs.map((run) => [run.section.id, run.sentences.length, run.continued])).toEqual([
    ['三', 1, false],
    ['（一）', 2, false],
    ['三', 2, true],
  ]);
});
