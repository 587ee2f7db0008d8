import { RANK } from './markers.ts';
import type { Draft, Reading } from './outline.ts';
import { beginsPart, type InnerPart, promiseScore } from './parts.ts';

/** Settles the part of every section, splits those about two parts, and returns the part of every paragraph. */
export function judgeParts(reading: Reading): InnerPart[] {
  const { clean, paragraphs, owner, drafts, body, planYear } = reading;
  closeSections(reading);
  judgeByWords(clean.text, drafts);
  splitByParts(reading);
  closeSections(reading);
  for (const d of drafts) {
    d.level = (drafts[d.parent]?.level ?? 0) + 1;
    if (d.parts.length === 0 && d.parent >= 0) d.part = drafts[d.parent]!.part;
  }
  return paragraphs.map((p, i) => {
    if (i < body) return 'other';
    const own = drafts[owner[i]!];
    if (own) return own.part;
    if (drafts.length > 0) return 'other';
    // No heading anywhere: a fragment. Every paragraph speaks for itself.
    if (planYear === null && p.end - p.start < 12) return 'other';
    return promiseScore(clean.text.slice(p.start, p.end)) > 0 ? 'plan' : 'review';
  });
}

/** A section reaches to the end of the last paragraph that belongs to it or to a section inside it. */
function closeSections({ paragraphs, owner, drafts }: Reading): void {
  for (let i = 0; i < paragraphs.length; i++) {
    for (let s = owner[i]!; s >= 0; s = drafts[s]!.parent) drafts[s]!.end = paragraphs[i]!.end;
  }
}

/** Sections without a telling title under no telling parent are judged by their words, those of one list together. */
function judgeByWords(text: string, drafts: Draft[]): void {
  const series = new Map<string, { members: Draft[]; score: number }>();
  const run = new Map<number, number>();
  for (const d of drafts) {
    if (d.parts.length > 0) continue;
    const parent = drafts[d.parent];
    if (parent && !(parent.parts.length === 1 && parent.parts[0] === 'targets')) continue;
    // A numbered list that starts again is another list.
    if (d.ordinal === 1) run.set(d.rank, (run.get(d.rank) ?? 0) + 1);
    const key = `${d.rank}/${run.get(d.rank) ?? 0}`;
    const own = series.get(key) ?? { members: [], score: 0 };
    own.members.push(d);
    own.score += promiseScore(text.slice(d.start, d.end));
    series.set(key, own);
  }
  for (const { members, score } of series.values()) {
    for (const d of members) {
      d.part = score > 0 ? 'plan' : 'review';
      d.parts = [d.part];
      // It only happens to stand behind the targets: it is no part of them.
      d.parent = -1;
    }
  }
}

/** 二、“十五五”目标任务和2026年工作安排: from the paragraph where the second part begins, a section of its own. */
function splitByParts({ clean, paragraphs, owner, drafts, planYear }: Reading): void {
  const count = drafts.length;
  for (let s = 0; s < count; s++) {
    let current = s;
    for (let k = 1; k < drafts[s]!.parts.length; k++) {
      const part = drafts[s]!.parts[k]!;
      const from = current;
      const d = drafts[from]!;
      const i = paragraphs.findIndex(
        (p, at) =>
          p.start > d.start &&
          isOf(drafts, owner[at]!, from) &&
          beginsPart(part, clean.text.slice(p.start, p.end), planYear),
      );
      if (i < 0) continue;
      const start = paragraphs[i]!.start;
      drafts.push({ ...d, start, parts: [part], part });
      current = drafts.length - 1;
      const cut = (at: number) => at >= 0 && at !== current && drafts[at]!.start < start && isOf(drafts, at, from);
      for (let at = i; at < owner.length; at++) if (cut(owner[at]!)) owner[at] = current;
      for (const child of drafts) if (child.start >= start && cut(child.parent)) child.parent = current;
      d.end = paragraphs[i - 1]?.end ?? start;
    }
  }
}

/** Whether a section is `from`, or one of the lists inside it (一是…; 1.…), which a new part leaves. */
function isOf(drafts: readonly Draft[], section: number, from: number): boolean {
  let s = section;
  while (s > from && drafts[s]!.rank >= RANK.is) s = drafts[s]!.parent;
  return s === from;
}
