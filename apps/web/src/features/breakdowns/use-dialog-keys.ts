import { useEffect, useRef } from 'react';

/**
 * Keys of an open dialog, from its first moment: wherever the focus stands, except while words are typed.
 * `press` says whether the key was its own.
 */
export function useDialogKeys(press: (event: KeyboardEvent) => boolean) {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.isComposing || event.defaultPrevented || target?.closest('input, textarea')) return;
      if (latest.current(event)) event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}
