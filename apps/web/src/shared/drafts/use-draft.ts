import { useCallback, useState } from 'react';
import { sessionGate } from '../http/session-gate.ts';
import { storeDraft, storedDraft } from './stored-drafts.ts';

/**
 * Words that are not saved yet. They survive a reload, an ended session and a lost connection in this window, for the person
 * who wrote them, until they sign out; null when there are none. Where the browser keeps nothing, they live as long as the page.
 */
export function useDraft<T>(key: string): [draft: T | null, keep: (draft: T | null) => void] {
  const person = sessionGate.person ?? '';
  const [state, setState] = useState<{ key: string; draft: T | null }>(() => ({
    key,
    draft: storedDraft(person, key),
  }));
  // Another thing is shown now: its own words, not those of the one before.
  const current = state.key === key ? state : { key, draft: storedDraft<T>(person, key) };
  if (current !== state) setState(current);
  const keep = useCallback(
    (draft: T | null) => {
      setState({ key, draft });
      storeDraft(person, key, draft);
    },
    [person, key],
  );
  return [current.draft, keep];
}
