import { TAILS } from '../lexicon/figure-words.ts';
import { type Figure, NO_LEAD, type NumberForm } from '../measures/figure.ts';
import type { ReadNumber } from './arabic.ts';
import type { ReadUnit } from './unit.ts';

/** A figure of the number and its unit (or none), its meaning still empty. */
export function figureOf(
  text: string,
  number: ReadNumber,
  unit: ReadUnit | undefined,
  form: NumberForm,
  end: number,
): Figure {
  const unitEnd = unit ? unit.end : number.end;
  const tail = TAILS.startsAt(text, unitEnd, end);
  const bound = tail ? tail.value : unit?.more ? 'min' : '';
  return {
    form,
    start: number.start,
    end: number.end,
    value: number.value,
    unit: unit?.unit ?? '',
    cls: unit?.cls ?? '',
    base: unit?.base ?? '',
    factor: unit?.factor ?? 1,
    after: unitEnd + (tail ? tail.word.length : 0),
    tail: bound,
    ordinal: false,
    end2: '',
    shares: -1,
    lead: { ...NO_LEAD, from: number.start, nameEnd: number.start },
    named: '',
    opened: '',
    grows: false,
    subject: '',
    whole: '',
    indicator: '',
    aspect: 'level',
    direction: '',
    kind: 'result',
    bound: 'eq',
    scope: '',
    period: '',
    implied: [],
  };
}
