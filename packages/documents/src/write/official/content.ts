/** An official document (公文) by its parts, in the order of GB/T 9704-2012. */
export interface OfficialDocument {
  /** 发文机关标志, red: "河湟市人民政府办公室文件". No red head without it. */
  organMark?: string;
  /** 发文字号: 河政办〔2026〕1号 */
  documentNumber?: string;
  title: string;
  /** 主送机关 */
  addressees?: string[];
  blocks: Block[];
  /** 发文机关署名 */
  signature?: string;
  /** 成文日期 'YYYY-MM-DD' */
  date?: string;
  /** 征求意见稿, 演示: at the head of every page. */
  draftMark?: string;
  /** 附件; named after the text, each on pages of its own. */
  annexes?: Annex[];
  /** 版记, at the foot of the last page. */
  colophon?: { copyTo?: string[]; printedBy: string; printedOn: string };
}

export interface Annex {
  title: string;
  landscape?: boolean;
  blocks: Block[];
}

export type Block =
  /** 一、黑体 （一）楷体 1.仿宋 （1）仿宋; the text carries its own ordinal. */
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'paragraph'; runs: Run[]; indent?: boolean }
  | { kind: 'table'; columns: TableColumn[]; rows: TableRow[] };

export interface Run {
  text: string;
  bold?: boolean;
  font?: 'body' | 'heading' | 'subheading';
  url?: string;
}

export interface TableColumn {
  header: string;
  /** Share of the table's width, relative to the other columns. */
  weight: number;
  align?: 'left' | 'center';
}

/** Cells, or a heading that spans the table. */
export type TableRow = Run[][] | { group: string };
