/**
 * The breakdown as the pure core sees it: the sentences to be reconciled, what the engine proposes for each, and what
 * has been decided. No rows, no clock, no people's names.
 */
import type { Span } from '../../contract.ts';
import type { Disposition } from './contract.ts';

export { ended, wordsAt } from '../reports/index.ts';

export interface Anchor extends Span {
  sentence: string;
}

export interface LeadFacts {
  organisationId: string;
  name: string;
  score: number;
  because: string[];
}

/** A task that the report language found in the sentence. */
export interface TaskFacts extends Span {
  /** 'YYYY-MM-DD', or "" where the words give none. */
  due: string;
  leads: LeadFacts[];
}

/** One sentence of the targets and plan parts. Never changes: the report is immutable. */
export interface SentenceFacts extends Span {
  id: string;
  /** Its place in the report, from 1. */
  number: number;
  task: boolean;
  /** Why it is no task, as the report language says; "" for a task. */
  reason: string;
  tasks: TaskFacts[];
  /** Where the engine would split it. */
  clauses: Span[];
  /** The id that its first item gets, fixed at import, so that a proposal and the item accepted from it are one. */
  itemId: string;
}

export interface Quarter {
  quarter: number;
  text: string;
}

/** An item in the making. */
export interface DraftState {
  id: string;
  /** In the order of the report. */
  anchors: Anchor[];
  /** null while it is the report's own words. */
  wording: string | null;
  leads: string[];
  supports: string[];
  sponsorId: string | null;
  due: string | null;
  quarters: Quarter[];
  /** True once a person chose its leads one by one: what the next import learns from. */
  confirmed: boolean;
}

export interface DecisionState {
  sentence: string;
  disposition: Disposition;
  reason: string;
  mergedInto: string | null;
  items: DraftState[];
}

export interface BreakdownState {
  /** The whole report's text; anchors are spans of it. */
  text: string;
  /** Plan year: what an annual report promises is due by its end where the words give no date. */
  year: number;
  /** In the order of the report. */
  sentences: readonly SentenceFacts[];
  /** One for every sentence. */
  decisions: ReadonlyMap<string, DecisionState>;
}

/** Nothing decided yet. */
export function pending(sentence: string): DecisionState {
  return { sentence, disposition: 'pending', reason: '', mergedInto: null, items: [] };
}
