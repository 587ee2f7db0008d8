import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readMeasures } from '../src/measures/index.ts';
import type { ReadSentence } from '../src/measures/types.ts';

/** The forms that figures take, as data: `specs/<form>.json`. Sentences are written for this project. */
interface Case {
  text: string;
  part: ReadSentence['part'];
  region?: string;
  regions?: string[];
  /** What must be read, in order and nothing else; a field left out is not looked at. */
  measures: Record<string, string | number | null>[];
}

const specs = fileURLToPath(new URL('../specs', import.meta.url));

/** One sentence a full stop, as the whole pipeline cuts clean text. */
function read({ text, part, region = '', regions = [] }: Case) {
  const sentences: ReadSentence[] = [];
  for (const m of text.matchAll(/[^。\n]+[。\n]?/g)) {
    sentences.push({ id: `s${sentences.length + 1}`, start: m.index, end: m.index + m[0].length, part });
  }
  const facts = { region, reviewYear: 2025, planYear: 2026, regions };
  return readMeasures({ text, sentences, facts }).measures.map((m) => ({ ...m, raw: text.slice(m.start, m.end) }));
}

for (const file of readdirSync(specs)
  .filter((name) => name.endsWith('.json'))
  .sort()) {
  const form = JSON.parse(readFileSync(`${specs}/${file}`, 'utf8')) as { about: string; cases?: Case[] };
  // Other rooms keep their cases beside these, in shapes of their own.
  const cases = form.cases?.filter((entry) => Array.isArray(entry.measures)) ?? [];
  if (cases.length === 0) continue;
  describe(`${file.replace('.json', '')}: ${form.about}`, () => {
    it.each(cases.map((entry) => [entry.text, entry] as const))('%s', (_text, entry) => {
      const found = read(entry).map((m, i) => {
        const wanted = entry.measures[i] ?? { raw: '' };
        return Object.fromEntries(Object.keys(wanted).map((key) => [key, m[key as keyof typeof m]]));
      });
      expect(found).toEqual(entry.measures);
    });
  });
}
