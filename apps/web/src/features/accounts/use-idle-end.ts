import type { Me } from '@luoshi/server/modules/accounts/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { outside } from '../../shared/http/client.ts';
import { SESSION_KEY } from '../../shared/http/query-client.ts';
import { sessionGate } from '../../shared/http/session-gate.ts';
import { idleStep } from './idle-watch.ts';
import { onWindowNews, tellWindows } from './session-news.ts';

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const;
/** How exactly windows tell each other that somebody is at work. */
const TELL_EVERY = 20_000;

/** Ends the session where nobody has done anything for its idle time, in any window. Returns the milliseconds left when few. */
export function useIdleEnd(me: Me): number | null {
  const client = useQueryClient();
  const [left, setLeft] = useState<number | null>(null);
  const person = me.person.id;
  const { idleMinutes } = me.session;
  useEffect(() => {
    const at = { active: Date.now(), kept: Date.now() };
    let told = 0;
    const beActive = (event: Event) => {
      // When something moves under a mouse that lies still the browser says that it moved, by nothing.
      if (event.type === 'pointermove' && !(event as PointerEvent).movementX && !(event as PointerEvent).movementY)
        return;
      const now = Date.now();
      at.active = now;
      setLeft(null);
      if (now - told < TELL_EVERY || sessionGate.state !== null) return;
      told = now;
      tellWindows({ kind: 'renewed', person });
    };
    // Not left to the server alone: what the page asks for by itself would keep the session. Over it is first, told then, or
    // the page would find itself signed in still.
    let ending = false;
    const end = () => {
      ending = true;
      outside
        .write('DELETE', '/api/session', undefined, null)
        .catch(() => {})
        .finally(() => {
          ending = false;
          sessionGate.shut('idle');
        });
    };
    const look = () => {
      if (ending) return;
      if (sessionGate.state !== null) return setLeft(null);
      const next = idleStep(Date.now(), at, idleMinutes);
      setLeft(next.step === 'warn' ? next.left : null);
      if (next.step === 'keep') {
        at.kept = Date.now();
        void client.refetchQueries({ queryKey: SESSION_KEY });
      }
      if (next.step === 'end') end();
    };
    const reopened = sessionGate.subscribe(() => {
      if (sessionGate.state === null) at.active = at.kept = Date.now();
    });
    const timer = setInterval(look, 5_000);
    const deaf = onWindowNews((news) => {
      if (news.kind === 'renewed' && news.person === person) at.active = Date.now();
    });
    for (const sign of SIGNS) window.addEventListener(sign, beActive, { capture: true, passive: true });
    return () => {
      clearInterval(timer);
      deaf();
      reopened();
      for (const sign of SIGNS) window.removeEventListener(sign, beActive, { capture: true });
    };
  }, [client, person, idleMinutes]);
  return left;
}
