/**
 * The words of the package. All offsets are UTF-16 units into the text that was passed in, so that
 * `text.slice(start, end)` gives back what was read, whatever was normalised on the way.
 */

/** A half-open span `[start, end)` of the report's text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** What a section of the report is about: the year behind, the main targets, the work ahead, the rest. */
export type Part = 'review' | 'targets' | 'plan' | 'other';

export interface Section extends Span {
  id: string;
  /** Id of the section that contains this one; "" at the top. */
  parent: string;
  /** 1 for 一、, 2 for （一）, 3 for 一是, and so on; the depth found, not the one intended. */
  level: number;
  title: string;
  part: Part;
}

/** Why a sentence is no task. Counts reconcile: every sentence of targets and plan is a task or has one of these. */
export type NotTaskReason =
  | 'heading' // a title or a run-in heading
  | 'slogan' // an exhortation with nobody to act and nothing to do
  | 'framing' // situation, principle, judgement or guiding thought
  | 'closing' // the peroration and the thanks
  | 'review' // states a result already achieved
  | 'salutation' // 各位代表
  | 'other'; // outside the plan: front matter, notes, appendices

export interface Sentence extends Span {
  id: string;
  section: string;
  task: boolean;
  /** "" when task is true. */
  reason: NotTaskReason | '';
}

export type Aspect = 'level' | 'growth' | 'change' | 'share' | 'rank';
export type Direction = 'up' | 'down' | '';
export type MeasureKind = 'result' | 'target';
export type Bound = 'eq' | 'about' | 'min' | 'max';
export type MeasureField = 'unit' | 'indicator' | 'aspect' | 'direction' | 'kind' | 'bound' | 'scope' | 'period';

/** A figure found in a sentence, with its meaning. */
export interface Measure extends Span {
  id: string;
  sentence: string;
  /** As written: `text.slice(start, end)`; starts at the first character of the number, unit excluded. */
  raw: string;
  /** "51.2" -> 51.2, "１，２３４" -> 1234, "三千" -> 3000, "Ⅲ" -> 3. null for a target without a digit (与经济增长同步). */
  value: number | null;
  /** As written after the number, scale word included: 万吨, 亿元, 个百分点. */
  unit: string;
  /** In base units: 51.2 万吨 -> { 512000, "吨" }. */
  canonical: { value: number | null; unit: string };
  indicator: string;
  aspect: Aspect;
  direction: Direction;
  kind: MeasureKind;
  bound: Bound;
  /** Region or organisation that the figure is about, when it is not the whole reporting area. */
  scope: string;
  /** "2025", "2021-2025" or "". */
  period: string;
  /** Fields that the words do not say, and the rule that supplied each. A field not listed was known from the words. */
  implied: { field: MeasureField; rule: string }[];
}

/** An organisation that the words point to. `score` is relative (higher is likelier); `because` quotes the words and the source. */
export interface LeadProposal {
  /** The organisation's code in the city pack, or the function's id where no pack is given. */
  code: string;
  name: string;
  score: number;
  because: string[];
}

/** A sentence (or a clause of the targets part) that commits the government. */
export interface Task extends Span {
  id: string;
  sentence: string;
  text: string;
  section: string;
  measures: string[];
  /** "2025-03-31" (一季度), "2025-06-30" (上半年), "2025-12-31" (年内) … or "" where the words give none. */
  due: string;
  /** A proposed split: spans that together cover the task's commitments. One element means: do not split. */
  clauses: Span[];
  leads: LeadProposal[];
}

export interface Unread extends Span {
  why: string;
}

export interface ReportFacts {
  title: string;
  /** The reporting region as named, e.g. 海东市; "" if unknown. */
  region: string;
  /** The plan year: the year that the report makes promises for; null if unknown. */
  year: number | null;
}

export interface Decomposition {
  schemaVersion: 1;
  report: ReportFacts;
  sections: Section[];
  sentences: Sentence[];
  measures: Measure[];
  tasks: Task[];
  unread: Unread[];
}

/** An organisation as the report language needs it; city packs supply these, in official order (建制顺序). */
export interface OrganisationWords {
  code: string;
  name: string;
  /** Other ways it is written: 市发改委, 发展改革委. */
  aliases: string[];
  /** Id of the standard government function (lexicon/functions.ts) whose duty words it inherits; "" if none. */
  function: string;
  /** Duty words of its own, beyond those of its function. */
  duties: string[];
  /** department, county, township, park, enterprise, party, group (各县区, 有关单位) … */
  kind: string;
}

/** A decision taken earlier; decisions outrank the lexicon. */
export interface PastAssignment {
  text: string;
  /** Organisation codes, lead first. */
  leads: string[];
}

export interface DecomposeOptions {
  /** Used where the text does not say. */
  region?: string;
  /** Plan year; used where the text does not say. */
  year?: number;
  /** Names of the regions inside the reporting area (乐都区, 乐都 …), for scopes. Well-known ones need not be listed. */
  regions?: string[];
  /** Organisations to propose as leads. Without them the standard functions of a government are proposed. */
  organisations?: OrganisationWords[];
  past?: PastAssignment[];
}
