import type { UnitClass } from '../lexicon/units.ts';
import type { Words } from '../lexicon/words.ts';
import type { Aspect, Bound, Direction, MeasureField, MeasureKind } from '../types.ts';
import type { ReadFacts, ReadSentence } from './types.ts';

/** How the number is written. */
export type NumberForm = 'arabic' | 'chinese' | 'roman' | 'none';

/** A number with its unit, before anything is known of its meaning. Offsets into the clean text. */
export interface Figure {
  form: NumberForm;
  start: number;
  end: number;
  value: number | null;
  unit: string;
  cls: UnitClass | '';
  base: string;
  factor: number;
  /** End of the unit and of the bounding words after it. */
  after: number;
  /** Bound said by the words after the unit. */
  tail: Bound | '';
  /** 第 before the number, or a place in an order. */
  ordinal: boolean;
  /** Lower or upper end of a range 5%—6%, first or second end of 由A提高到B. */
  end2: '' | 'low' | 'high' | 'from' | 'to';
  /** Index of the figure whose words before the number this one shares (ranges, value lists); -1 for its own. */
  shares: number;
  lead: Lead;
  /** Where the name came from. */
  named: 'before' | 'after' | 'topic' | '';
  /** Verbs before the name, as written. */
  opened: string;
  /** Takes up a growth rate said just before: 增长8%，力争达到10%. */
  grows: boolean;
  /** A subject of an earlier clause that completed the name. */
  subject: string;
  /** What following clauses go on to speak of, where that is not the indicator. */
  whole: string;
  indicator: string;
  aspect: Aspect;
  direction: Direction;
  kind: MeasureKind;
  bound: Bound;
  scope: string;
  period: string;
  implied: { field: MeasureField; rule: string }[];
}

/** What the words directly before a number say, once read backwards. */
export interface Lead {
  /** Where the words before the number begin (after the previous figure or at the start of the clause). */
  from: number;
  /** Where the name that precedes ends: everything from here to the number was read. */
  nameEnd: number;
  change: Direction;
  /** The verb of change as written. */
  verb: string;
  net: boolean;
  /** A level reached: 提高到, 增至. */
  reached: boolean;
  link: boolean;
  /** 稳定在, 保持在: true of every year of a span. */
  steady: boolean;
  bound: Bound | '';
  hold: boolean;
  each: boolean;
  all: boolean;
  yearly: boolean;
  total: boolean;
  gap: Direction;
  /** The gap names its reference: 高于全国, 超年度计划. */
  reference: boolean;
  gain: boolean;
  source: boolean;
  /** 占 stands before the number. */
  share: boolean;
}

/** What stands before a figure when nothing was read of it yet. */
export const NO_LEAD: Lead = {
  from: 0,
  nameEnd: 0,
  change: '',
  verb: '',
  net: false,
  reached: false,
  steady: false,
  link: false,
  bound: '',
  hold: false,
  each: false,
  all: false,
  yearly: false,
  total: false,
  gap: '',
  reference: false,
  gain: false,
  source: false,
  share: false,
};

export interface Clause {
  start: number;
  end: number;
  figures: Figure[];
}

/** A sentence while it is being read. */
export interface Reading {
  text: string;
  sentence: ReadSentence;
  clauses: Clause[];
  facts: ReadFacts;
  /** Names of the regions inside the reporting area. */
  regions: Words;
}

/** Records that a field is implied, and by which rule. */
export function imply(figure: Figure, field: MeasureField, rule: string): void {
  figure.implied.push({ field, rule });
}
