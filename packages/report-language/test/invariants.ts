import { expect } from 'vitest';
import type { Decomposition, Span } from '../src/index.ts';

/** What prints nothing: blanks of every width, zero-width marks, control characters. */
const blank = { test: (c: string): boolean => /[\p{White_Space}\p{Cc}\p{Cf}]/u.test(c) };

/** The first non-blank character of `outer` that none of the spans covers, or that two cover; "" when there is none. */
function wrongCover(text: string, spans: readonly Span[], outer: Span): string {
  const times = new Uint8Array(text.length);
  for (const s of spans) for (let i = s.start; i < s.end; i++) times[i]!++;
  for (let i = outer.start; i < outer.end; i++) {
    if (blank.test(text[i]!) || times[i] === 1) continue;
    return `${times[i] === 0 ? 'in no span' : 'in two spans'} @${i}: ${text.slice(Math.max(0, i - 10), i + 10)}`;
  }
  return '';
}

const inside = (inner: Span, outer: Span): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** Everything that must hold of any decomposition of any text. */
export function expectSound(text: string, d: Decomposition): void {
  const whole = { start: 0, end: text.length };
  const problems: string[] = [];
  const check = (ok: boolean, what: string) => {
    if (!ok) problems.push(what);
  };

  const sections = new Map(d.sections.map((s) => [s.id, s]));
  check(sections.size === d.sections.length, 'section ids repeat');
  for (const s of d.sections) {
    check(s.start < s.end && inside(s, whole), `section ${s.id} lies outside`);
    const parent = sections.get(s.parent);
    check(
      s.parent === '' ? s.level === 1 : parent !== undefined && parent.level === s.level - 1,
      `section ${s.id} hangs wrong`,
    );
    if (parent) check(inside(s, parent), `section ${s.id} leaves its parent`);
  }

  const sentences = new Map(d.sentences.map((s) => [s.id, s]));
  check(sentences.size === d.sentences.length, 'sentence ids repeat');
  const cover = wrongCover(text, d.sentences, whole);
  check(cover === '', `sentences do not tile: ${cover}`);
  d.sentences.forEach((s, i) => {
    check(s.start < s.end, `sentence ${s.id} is empty`);
    check(i === 0 || d.sentences[i - 1]!.end <= s.start, `sentence ${s.id} out of order`);
    check(s.section === '' || sections.has(s.section), `sentence ${s.id} names no section`);
    check(s.task === (s.reason === ''), `sentence ${s.id}: task ${s.task}, reason ${s.reason}`);
    check(!blank.test(text[s.start]!) && !blank.test(text[s.end - 1]!), `sentence ${s.id} begins or ends blank`);
  });

  d.measures.forEach((m, i) => {
    const sentence = sentences.get(m.sentence);
    check(text.slice(m.start, m.end) === m.raw && m.raw !== '', `measure ${m.id} raw ${m.raw}`);
    check(sentence !== undefined && inside(m, sentence), `measure ${m.id} lies outside its sentence`);
    check(i === 0 || d.measures[i - 1]!.end <= m.start, `measure ${m.id} overlaps`);
    check(m.value === null || Number.isFinite(m.value), `measure ${m.id} value ${m.value}`);
  });
  const measures = new Map(d.measures.map((m) => [m.id, m]));

  const ofSentence = new Map<string, number>();
  d.tasks.forEach((t, i) => {
    const sentence = sentences.get(t.sentence);
    check(sentence?.task === true && inside(t, sentence), `task ${t.id} lies outside its sentence`);
    check(i === 0 || d.tasks[i - 1]!.end <= t.start, `task ${t.id} overlaps`);
    check(t.clauses.length > 0, `task ${t.id} has no clause`);
    const gap = wrongCover(text, t.clauses, t);
    check(gap === '', `clauses of ${t.id}: ${gap}`);
    for (const id of t.measures) check(inside(measures.get(id) ?? whole, t), `task ${t.id} claims ${id}`);
    for (let k = 1; k < t.leads.length; k++)
      check(t.leads[k - 1]!.score >= t.leads[k]!.score, `leads of ${t.id} unranked`);
    for (const l of t.leads) check(l.because.length > 0, `lead ${l.name} of ${t.id} without a reason`);
    ofSentence.set(t.sentence, (ofSentence.get(t.sentence) ?? 0) + 1);
  });
  const without = d.sentences.filter((s) => s.task && !ofSentence.has(s.id));
  check(without.length === 0, `a task sentence made no task: ${without[0]?.id}`);
  for (const u of d.unread) check(inside(u, whole) && u.why !== '', 'unread lies outside');
  expect(problems.slice(0, 5)).toEqual([]);
}
