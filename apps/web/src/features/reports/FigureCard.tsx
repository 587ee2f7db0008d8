import type { Measure } from '@luoshi/server/modules/reports/contract';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import styles from './FigureCard.module.css';
import { FigureFacts } from './FigureFacts.tsx';
import { figureAsWritten } from './words.ts';

interface Props {
  id: string;
  measure: Measure;
  anchor: HTMLElement;
  /** The figure scrolled away. */
  onGone: () => void;
}

/** The card beside a figure. */
export function FigureCard({ id, measure, anchor, onGone }: Props) {
  const card = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = card.current;
    if (!element) return;
    // A figure may break over two lines: stand by its first one.
    const at = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left - 12), window.innerWidth - width - 8);
    const below = at.bottom + 6;
    const top = below + height > window.innerHeight - 8 && at.top - height - 6 > 8 ? at.top - height - 6 : below;
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }, [anchor]);

  useEffect(() => {
    window.addEventListener('scroll', onGone, { capture: true, passive: true });
    return () => window.removeEventListener('scroll', onGone, { capture: true });
  }, [onGone]);

  return createPortal(
    <div ref={card} id={id} role="tooltip" className={styles.card}>
      <p className={styles.head}>
        <span className={styles.figure}>{figureAsWritten(measure)}</span>
        <span className={styles.indicator}>{measure.indicator || '未识别出指标'}</span>
      </p>
      <FigureFacts measure={measure} />
    </div>,
    document.body,
  );
}
