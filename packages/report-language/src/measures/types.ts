/**
 * How the measures room is entered: `readMeasures(input)` once for the whole report, in offsets of the *clean* text.
 *
 * What the clean text promises (src/text): one UTF-16 unit in, at most one out; hard wraps inside a sentence joined;
 * no blanks beside Chinese characters, digits or punctuation; digits, letters, %, parentheses of full width made half
 * or full consistently: digits `0-9`, `%`, and the Chinese forms of ，。；：（）、“” for punctuation between words;
 * a thousands separator inside a number is `,`, a decimal point `.`. The measures room reads both widths of all of
 * these, so a text that is not clean only costs accuracy, never correctness of the spans.
 */
import type { Measure, Part, Span } from '../types.ts';

/** A sentence to be read: a span of the clean text, in order, not overlapping. */
export interface ReadSentence extends Span {
  id: string;
  /** `outlook`: the goals of the five years ahead, published as other; its figures are targets of that span. */
  part: Part | 'outlook';
  /** A heading is read for the time it speaks of and yields no measure. */
  heading?: boolean;
}

/** What is known of the whole report before its figures are read. */
export interface ReadFacts {
  /** The reporting region as named, 海东市; "" if unknown. Never a scope. */
  region: string;
  /** The year that results belong to; null if unknown. */
  reviewYear: number | null;
  /** The year that promises are made for; null if unknown. */
  planYear: number | null;
  /** Names of the regions inside the reporting area, long and short: 乐都区, 乐都, 民和县 … Used for scopes. */
  regions: readonly string[];
}

export interface ReadMeasuresInput {
  /** The clean text of the whole report. */
  text: string;
  sentences: readonly ReadSentence[];
  facts: ReadFacts;
}

/** A measure whose span is in clean offsets; the caller maps the span back, takes `raw` from the original and numbers it. */
export type ReadMeasure = Omit<Measure, 'id' | 'raw'>;

/** A number that is certainly a figure or certainly not could not be told; in clean offsets. */
export interface ReadUnread extends Span {
  why: string;
}

export interface ReadMeasuresResult {
  /** In the order of their start. Spans never overlap. */
  measures: ReadMeasure[];
  unread: ReadUnread[];
}
