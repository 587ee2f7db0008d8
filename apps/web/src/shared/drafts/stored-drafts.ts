const PREFIX = 'luoshi.draft.';

const keyOf = (person: string, key: string) => `${PREFIX}${person}.${key}`;

/** What this person left unsaved in this window; null when nothing. */
export function storedDraft<T>(person: string, key: string): T | null {
  try {
    const text = sessionStorage.getItem(keyOf(person, key));
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

/** Null forgets it. */
export function storeDraft(person: string, key: string, draft: unknown): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(person, key));
    else sessionStorage.setItem(keyOf(person, key), JSON.stringify(draft));
  } catch {
    // No room or no permission: the page still has it.
  }
}

/** Whoever sits here next finds nothing of it. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // Where nothing may be kept, nothing is.
  }
}
