import type { Sentence } from '@luoshi/server/modules/reports/contract';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { type Decisions, nextPending } from './navigate.ts';

/** Which sentence is worked on. Comes back to the same place after a reload; a link (?sentence=) goes first. */
export function useCursor(
  reportId: string,
  sentences: readonly Sentence[],
  decisions: Decisions,
  asked: string | null,
) {
  const place = `luoshi.place.${reportId}`;
  const [current, setCurrent] = useState(() => {
    const known = (id: string | null) => (id !== null && sentences.some((sentence) => sentence.id === id) ? id : null);
    const first = sentences[0]?.id ?? '';
    const pendingFirst =
      decisions.get(first)?.disposition === 'pending' ? first : nextPending(sentences, decisions, first);
    return known(asked) ?? known(remembered(place)) ?? pendingFirst ?? first;
  });
  const [item, setItem] = useState(0);
  const moved = useRef(false);

  const goTo = useCallback(
    (sentence: string) => {
      moved.current = true;
      setCurrent(sentence);
      setItem(0);
      try {
        sessionStorage.setItem(place, sentence);
      } catch {
        // Only the place after a reload is lost.
      }
    },
    [place],
  );

  useLayoutEffect(() => {
    const line = document.getElementById(lineId(current));
    if (!line) return;
    line.scrollIntoView({ block: moved.current ? 'nearest' : 'center' });
    // Focus follows, so that Tab goes on to this sentence's figures and a screen reader reads it.
    if (moved.current) line.focus({ preventScroll: true });
  }, [current]);

  // The line may be drawn anew by what just happened: focus it when that is done.
  const latest = useRef(current);
  latest.current = current;
  const focusText = useCallback(() => {
    requestAnimationFrame(() => document.getElementById(lineId(latest.current))?.focus({ preventScroll: true }));
  }, []);

  return { current, goTo, item, setItem, focusText };
}

export function lineId(sentence: string): string {
  return `sentence-${sentence}`;
}

function remembered(place: string): string | null {
  try {
    return sessionStorage.getItem(place);
  } catch {
    return null;
  }
}
