import type { Breakdown, Decision } from '@luoshi/server/modules/breakdowns/contract';
import type { Measure, Sentence } from '@luoshi/server/modules/reports/contract';
import { createContext, useContext } from 'react';
import type { Field } from './keyboard.ts';
import type { Actions } from './use-actions.ts';
import type { Edits } from './use-edits.ts';

/** What the parts of the workbench share. */
export interface Review {
  reportId: string;
  breakdown: Breakdown;
  /** The whole report; spans are offsets into it. */
  text: string;
  sentences: ReadonlyMap<string, Sentence>;
  decisions: ReadonlyMap<string, Decision>;
  measures: ReadonlyMap<string, Measure>;
  measuresOf: (sentence: string) => readonly Measure[];
  nameOf: (organisationId: string) => string;
  /** Issued, an older version, or a person who only reads. */
  readOnly: boolean;
  actions: Actions;
  edits: Edits;
  goTo: (sentence: string) => void;
  /** Back from a field to the current sentence, where the keys are commands again. */
  focusText: () => void;
}

export const ReviewContext = createContext<Review | null>(null);

export function useReview(): Review {
  const review = useContext(ReviewContext);
  if (!review) throw new Error('useReview outside a workbench');
  return review;
}

/** A wish to edit a field of one item. Whoever grants it says done, so that it is not granted again on coming back. */
export interface FieldWish {
  field: Field;
  item: string;
  done: () => void;
}
