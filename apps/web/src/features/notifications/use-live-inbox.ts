import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sessionGate } from '../../shared/http/session-gate.ts';
import { INBOX_KEY, NOTIFICATIONS_KEY, readInbox } from './api.ts';
import { InboxLink } from './inbox-link.ts';

/**
 * Keeps the inbox up to date while the page is in sight and its session lasts. A page out of sight holds no stream: a
 * browser has few lines to one server. Returns what to say aloud of the last that came.
 */
export function useLiveInbox(): string {
  const client = useQueryClient();
  const [news, setNews] = useState('');
  useEffect(() => {
    const link = new InboxLink({
      open: (address) => new EventSource(address),
      ask: readInbox,
      hear(inbox, spoke) {
        client.setQueryData(INBOX_KEY, inbox);
        void client.invalidateQueries({ queryKey: NOTIFICATIONS_KEY });
        if (spoke?.state === 'unread') setNews(`新通知：${spoke.title}。${spoke.text}`);
      },
    });
    let on = false;
    const follow = () => {
      const wanted = document.visibilityState === 'visible' && sessionGate.state === null;
      if (wanted === on) return;
      on = wanted;
      if (on) link.start();
      else link.stop();
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    const deaf = sessionGate.subscribe(follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      deaf();
      link.stop();
    };
  }, [client]);
  return news;
}
