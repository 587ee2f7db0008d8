import type { Measure } from '@luoshi/server/modules/reports/contract';
import { memo } from 'react';
import styles from './FigureText.module.css';
import { figurePieces, shownWords } from './figure-pieces.ts';

interface Props {
  text: string;
  start: number;
  end: number;
  measures: readonly Measure[];
  /** Can the figures be reached with Tab? In a long text only those of the current sentence are. */
  reachable?: boolean;
  /** The one figure that this row is about. */
  emphasised?: string;
}

/** A span of the report with its figures marked. FigureScope, somewhere above, explains them. */
export const FigureText = memo(function FigureText({
  text,
  start,
  end,
  measures,
  reachable = false,
  emphasised,
}: Props) {
  return figurePieces(text, start, end, measures).map((piece) => {
    const words = shownWords(text.slice(piece.start, piece.end));
    if (!piece.measure) return words;
    const { id, kind } = piece.measure;
    return (
      <mark
        key={piece.start}
        className={styles.figure}
        data-measure={id}
        data-kind={kind}
        data-emphasised={emphasised === undefined ? undefined : emphasised === id}
        // Focus shows what the figure means, as hovering does.
        tabIndex={reachable ? 0 : -1}
      >
        {words}
      </mark>
    );
  });
});
