/** A cell's content. Strings are text whatever they begin with; they never become formulas. */
export type CellValue = string | number | null | { text: string; url: string };

export interface SheetColumn {
  header: string;
  /** In characters of the default font; a Chinese character counts two. */
  width: number;
  /** Long text runs over several lines. */
  wrap?: boolean;
  /** `number` is aligned right and stays a number; `center` is for short words. Default: text, left. */
  kind?: 'text' | 'number' | 'center';
}

/** A row of cells, or a heading that spans the sheet. */
export type SheetRow = CellValue[] | { group: string };

export interface Sheet {
  name: string;
  /** Merged over all columns, above the header. */
  title?: string;
  /** Small print under the title, one line each. */
  notes?: string[];
  /** 征求意见稿, 演示: at the top of every printed page. */
  mark?: string;
  columns: SheetColumn[];
  rows: Iterable<SheetRow> | AsyncIterable<SheetRow>;
  /** Buttons to filter by, on the header row. */
  filter?: boolean;
}

export interface WorkbookContent {
  title: string;
  sheets: Sheet[];
}
