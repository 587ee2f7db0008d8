/**
 * What the product's layouts are made from: plain data, so that the server (issued items) and the CLI (proposals of the
 * report language) feed the same sheets. Dates are business dates 'YYYY-MM-DD'; absent words are '' or [].
 */

/** Where an entry comes from: the sentence of the report. */
export interface SourceLink {
  /** Leads from anywhere to the sentence: "R2026-1-S012", or "第12句" where nothing is stored. */
  reference: string;
  /** The address that the reference opens; without one the cell is plain text. */
  url?: string;
  /** The sentence as the report has it; shown under the reference when given. */
  text?: string;
}

/** One quarter's node: 一季度 … what is to be reached by its end. */
export interface QuarterEntry {
  quarter: 1 | 2 | 3 | 4;
  text: string;
}

/** One row of the breakdown. Lists are in official order (建制顺序); the layouts do not sort. */
export interface BreakdownEntry {
  /** 序号, or the ledger's number (DB-2026-001). */
  number: number | string;
  /** Headings above the item, outermost first; a change of heading opens a new group. */
  section: string[];
  /** 重点任务 */
  wording: string;
  /** 量化目标: one line each. */
  targets: string[];
  /** 牵头领导 */
  sponsors: string[];
  /** 牵头单位 */
  leads: string[];
  /** 配合单位 */
  supports: string[];
  /** 完成时限 */
  due: string | null;
  quarters: QuarterEntry[];
  /** 原文出处: several after a merge. */
  sources: SourceLink[];
}

/** A sentence of the report, for the sheet that the rows lead to where no address can. */
export interface ReportSentence {
  /** Equal to the `reference` of the sources that stand on it. */
  reference: string;
  section: string[];
  text: string;
  /** What became of it: 单独立项, 不立项（标题） … */
  disposition: string;
}

/** A breakdown as it is printed. */
export interface BreakdownData {
  /** 河湟市2026年政府工作报告重点任务分解表 */
  title: string;
  /** The document that the items come from: 2026年政府工作报告. */
  reportTitle: string;
  /** 发文机关全称, signs the document. Without one (the CLI's proposal) nothing is signed. */
  organ?: string;
  /** 发文机关标志 in the red head: 河湟市人民政府办公室文件. No red head without it. */
  organMark?: string;
  /** 河政办〔2026〕1号 */
  documentNumber?: string;
  /** 成文日期. */
  issuedOn?: string;
  /** 主送机关 */
  addressees?: string[];
  /** 征求意见稿, 演示 …: printed on every page and sheet. */
  draftMark?: string;
  /** Under the title of the sheet: how it came about, what was assumed. */
  notes?: string[];
  /** In the order of the report. */
  items: BreakdownEntry[];
  /** Given, the workbook gets a second sheet 原文, and sources without `url` lead to its rows. */
  sentences?: ReportSentence[];
}

/** One figure of the report. The same words as `Measure` in the report language, and its sentence beside it. */
export interface MeasureEntry {
  part: 'review' | 'targets' | 'plan' | 'other';
  sectionPath: string[];
  indicator: string;
  raw: string;
  value: number | null;
  unit: string;
  canonical: { value: number | null; unit: string };
  aspect: 'level' | 'growth' | 'change' | 'share' | 'rank';
  direction: 'up' | 'down' | '';
  kind: 'result' | 'target';
  bound: 'eq' | 'about' | 'min' | 'max';
  scope: string;
  period: string;
  /** Fields that the words do not say; marked in the sheet. */
  implied: { field: string; rule: string }[];
  sentenceText: string;
  source: SourceLink;
}

/** The figures of one report, as they are listed. Rows may come from a cursor. */
export interface MeasuresData {
  /** 河湟市2026年政府工作报告数据项 */
  title: string;
  draftMark?: string;
  notes?: string[];
  rows: Iterable<MeasureEntry> | AsyncIterable<MeasureEntry>;
}
