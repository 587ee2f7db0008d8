import type { Words } from '../lexicon/words.ts';
import { readAspect, takeUpAspect } from '../refiners/aspect.ts';
import { readBound } from '../refiners/bound.ts';
import { canonicalOf } from '../refiners/canonical.ts';
import { emptyContext } from '../refiners/context.ts';
import { readKind } from '../refiners/kind.ts';
import { digitlessTarget } from '../refiners/name-digitless.ts';
import { type Era, eraOf, nextEra, readPeriod } from '../refiners/period.ts';
import { readClause } from '../refiners/read-clause.ts';
import { regionsOf } from '../refiners/scope.ts';
import type { Figure } from './figure.ts';
import { scanClauses } from './scan.ts';
import type { ReadMeasure, ReadMeasuresInput, ReadMeasuresResult, ReadSentence } from './types.ts';

/** Reads every figure of a report. Pure and linear; never throws on text. Spans are offsets of the clean text. */
export function readMeasures(input: ReadMeasuresInput): ReadMeasuresResult {
  const measures: ReadMeasure[] = [];
  const unread: ReadMeasuresResult['unread'] = [];
  const regions = regionsOf(input.text, input.facts);
  let era: Era = { span: '', year: null };
  let part: string = '';
  /** Inside an appendix that lists what the plan year promises. */
  let promises = false;
  for (const sentence of input.sentences) {
    if (sentence.part !== part) {
      era = eraOf(sentence.part, input.facts);
      part = sentence.part;
    }
    era = nextEra(
      era,
      input.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 60)),
      sentence.part,
      input.facts,
    );
    const opening = input.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 60));
    if (sentence.part === 'other') promises = promisesAfter(promises, opening, input.facts.planYear);
    // A title says nothing of amounts; a run-in heading is a sentence like others.
    if (sentence.heading && input.text.charAt(sentence.end - 1) !== '。') continue;
    for (const figure of readSentence(
      input,
      promises && sentence.part === 'other' ? { ...sentence, part: 'plan' } : sentence,
      era,
      regions,
    )) {
      measures.push(measureOf(figure, sentence));
      if (figure.indicator === '')
        unread.push({ start: figure.start, end: figure.end, why: '没有读出这个数字说的是什么' });
    }
  }
  return { measures, unread };
}

function readSentence(input: ReadMeasuresInput, sentence: ReadSentence, era: Era, regions: Words): Figure[] {
  const { text, facts } = input;
  const clauses = scanClauses(text, sentence.start, sentence.end);
  const reading = { text, sentence, clauses, facts, regions };
  const context = emptyContext();
  const figures: Figure[] = [];
  for (let i = 0; i < clauses.length; i++) {
    const clause = clauses[i]!;
    if (clause.figures.length === 0) {
      const target = sentence.part === 'targets' ? digitlessTarget(reading, clause, era) : undefined;
      if (target) figures.push(target);
      continue;
    }
    readClause(reading, clause, i, context);
    let previous: Figure | undefined;
    for (const figure of clause.figures) {
      readAspect(text, figure, clause.start);
      if (previous) takeUpAspect(figure, previous);
      previous = figure;
      readBound(text, figure);
      readKind(text, figure, sentence.start, sentence.part);
      const head = figure.shares >= 0 && figure.end2 === '' ? clause.figures[figure.shares] : undefined;
      if (head?.period) figure.period = head.period;
      else readPeriod(text, figure, clause.start, sentence.part, era, facts);
      figures.push(figure);
      context.growth = figure.aspect === 'growth' && figure.cls === 'ratio';
    }
  }
  return figures;
}

function measureOf(figure: Figure, sentence: ReadSentence): ReadMeasure {
  return {
    start: figure.start,
    end: figure.end,
    sentence: sentence.id,
    value: figure.value,
    unit: figure.unit,
    canonical: canonicalOf(figure),
    indicator: figure.indicator,
    aspect: figure.aspect,
    direction: figure.direction,
    kind: figure.kind,
    bound: figure.bound,
    scope: figure.scope,
    period: figure.period,
    implied: figure.implied,
  };
}

/** 附件 2026年十件民生实事: an appendix of promises, until the notes begin. */
function promisesAfter(now: boolean, words: string, planYear: number | null): boolean {
  if (/名词解释|名词注释|^注释/.test(words)) return false;
  const said = /(20\d\d)年[^，。]{0,8}(?:民生实事|重点任务|重点工作|工作任务)/.exec(words);
  return said ? planYear !== null && Number(said[1]) === planYear : now;
}
