const ATTEMPT = 'luoshi.sso';

interface Kept {
  attempt: string;
  next: string | null;
}

/** Goes to the provider of single sign-on; this window remembers which attempt it was and where it wanted to go. */
export function beginSso(url: string, attempt: string): void {
  const next = new URLSearchParams(window.location.search).get('next');
  sessionStorage.setItem(ATTEMPT, JSON.stringify({ attempt, next } satisfies Kept));
  window.location.assign(url);
}

/** What this window remembers, once; null where it has begun nothing. */
export function returnedAttempt(): Kept | null {
  const text = sessionStorage.getItem(ATTEMPT);
  sessionStorage.removeItem(ATTEMPT);
  return text === null ? null : (JSON.parse(text) as Kept);
}
