import { useCallback, useState } from 'react';

const PREFIX = 'luoshi.draft.';

function stored<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(PREFIX + key);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/**
 * Words that are not saved yet. They survive a reload, a crash and a lost connection on this computer;
 * null when there are none. Where the browser keeps nothing, they live as long as the page.
 */
export function useDraft<T>(key: string): [draft: T | null, keep: (draft: T | null) => void] {
  const [state, setState] = useState<{ key: string; draft: T | null }>(() => ({ key, draft: stored<T>(key) }));
  // Another item is shown now: its own words, not those of the one before.
  const current = state.key === key ? state : { key, draft: stored<T>(key) };
  if (current !== state) setState(current);
  const keep = useCallback(
    (draft: T | null) => {
      setState({ key, draft });
      try {
        if (draft === null) localStorage.removeItem(PREFIX + key);
        else localStorage.setItem(PREFIX + key, JSON.stringify(draft));
      } catch {
        // No room or no permission: the page still has it.
      }
    },
    [key],
  );
  return [current.draft, keep];
}
