/** A half-open span `[start, end)` in UTF-16 units of the text. */
export interface TextSpan {
  start: number;
  end: number;
}

export type DocumentKind = 'txt' | 'docx' | 'pdf' | 'html';

/** What a reader of one kind gives back. */
export interface Reading {
  /** The text that all offsets refer to. */
  text: string;
  /** The document's own name for itself, where it has one (docx Title style, html title). */
  title?: string;
  /** Of txt and html: utf-8, utf-16le, utf-16be, gb18030 … */
  encoding?: string;
  /** Paragraphs of docx, pdf and html, without their line ends. */
  paragraphs?: TextSpan[];
  /** Words set apart by bold, 黑体 or 楷体: run-in headings, mostly. */
  emphasis?: TextSpan[];
  /** Words outside the text (page headers) where a security marking may stand. */
  furniture?: string;
}

/** What `readDocument` gives back. */
export interface ReadDocument extends Omit<Reading, 'furniture'> {
  kind: DocumentKind;
}
