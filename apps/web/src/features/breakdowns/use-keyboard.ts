import { useEffect, useRef } from 'react';
import { type Command, commandOf } from './keyboard.ts';

const TYPING =
  'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"], [role="dialog"], .ant-picker-dropdown, .ant-select-dropdown';
const ACTIVATED_BY_ENTER = 'button, a[href], summary';

/** Listens to the whole page while enabled. Keys typed into a field, a list or a dialog stay theirs. */
export function useKeyboard(enabled: boolean, run: (command: Command) => void) {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest(TYPING)) return;
      if (/Enter$/.test(event.code) && target?.closest(ACTIVATED_BY_ENTER)) return;
      const command = commandOf(event);
      if (!command) return;
      event.preventDefault();
      latest.current(command);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [enabled]);
}
