import type { Measure } from '@luoshi/server/modules/reports/contract';
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from 'react';
import { FigureCard } from './FigureCard.tsx';

interface Props {
  measures: ReadonlyMap<string, Measure>;
  children: ReactNode;
  className?: string | undefined;
}

interface Shown {
  measure: Measure;
  element: HTMLElement;
  pinned: boolean;
}

/**
 * Explains the figures inside it. One card and one set of listeners serve a thousand figures:
 * hovering, focusing or tapping a marked figure shows its card, Escape or leaving hides it.
 */
export function FigureScope({ measures, children, className }: Props) {
  const scope = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const cardId = useId();
  const hide = useCallback(() => setShown(null), []);

  useEffect(() => {
    const root = scope.current;
    if (!root) return;
    const figureAt = (target: EventTarget | null): Shown | null => {
      const element = target instanceof Element ? target.closest<HTMLElement>('[data-measure]') : null;
      const measure = element && measures.get(element.dataset.measure ?? '');
      return element && measure ? { element, measure, pinned: false } : null;
    };
    const enter = (event: Event) => {
      const found = figureAt(event.target);
      if (found) setShown((now) => (now?.pinned || now?.element === found.element ? now : found));
    };
    const leave = (event: Event) => {
      if (figureAt(event.target)) setShown((now) => (now?.pinned ? now : null));
    };
    const press = (event: Event) => {
      const found = figureAt(event.target);
      setShown(found ? { ...found, pinned: true } : null);
    };
    // Text that scrolls under a resting pointer is not pointed at.
    let x = -1;
    let y = -1;
    const move = (event: PointerEvent) => {
      if (event.clientX === x && event.clientY === y) return;
      x = event.clientX;
      y = event.clientY;
      enter(event);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key !== 'Tab' && event.key !== 'Shift') setShown(null);
    };
    root.addEventListener('pointermove', move);
    root.addEventListener('pointerout', leave);
    root.addEventListener('focusin', enter);
    root.addEventListener('focusout', leave);
    root.addEventListener('click', press);
    document.addEventListener('keydown', key);
    return () => {
      root.removeEventListener('pointermove', move);
      root.removeEventListener('pointerout', leave);
      root.removeEventListener('focusin', enter);
      root.removeEventListener('focusout', leave);
      root.removeEventListener('click', press);
      document.removeEventListener('keydown', key);
    };
  }, [measures]);

  useEffect(() => {
    if (!shown) return;
    shown.element.setAttribute('aria-describedby', cardId);
    return () => shown.element.removeAttribute('aria-describedby');
  }, [shown, cardId]);

  return (
    <div ref={scope} className={className}>
      {children}
      {shown && <FigureCard id={cardId} measure={shown.measure} anchor={shown.element} onGone={hide} />}
    </div>
  );
}
