/** What one window tells the others of this browser, which share its session. */
export type SessionNews =
  | { kind: 'signed-in'; person: string }
  | { kind: 'signed-out'; person: string }
  /** Somebody is at work in one of them: none needs to warn of an idle end. */
  | { kind: 'renewed'; person: string };

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('luoshi.session');

export function tellWindows(news: SessionNews): void {
  channel?.postMessage(news);
}

/** Returns how to stop listening. One's own news do not come back. */
export function onWindowNews(listener: (news: SessionNews) => void): () => void {
  const hear = (event: MessageEvent<SessionNews>) => listener(event.data);
  channel?.addEventListener('message', hear);
  return () => channel?.removeEventListener('message', hear);
}
