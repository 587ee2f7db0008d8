import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { SESSION_COOKIE } from '../../platform/http/app.ts';
import { operation } from '../../platform/operation.ts';
import { SessionsEnd } from './contract.ts';
import { sessionsEnded } from './events.ts';
import { endSessions } from './sessions.ts';

/** Sign out everywhere, here too unless this one is kept. */
export const endOwnSessions = operation({
  name: 'accounts.end-own-sessions',
  may: 'signed-in',
  leaves: [sessionsEnded],
  input: SessionsEnd,
  output: 'nothing',
  run: async ({ tx, actor, clock, input: { keep }, reply }) => {
    await endSessions({ tx, actor, clock }, actor.personId!, { keep: keep ? actor.sessionId : null });
    if (!keep) reply.clearCookie(SESSION_COOKIE);
  },
});

export const endOwnSession = operation({
  name: 'accounts.end-own-session',
  may: 'signed-in',
  leaves: [sessionsEnded],
  input: z.object({ sessionId: Uuid }),
  output: 'nothing',
  run: async ({ tx, actor, clock, input: { sessionId }, reply }) => {
    if (!(await endSessions({ tx, actor, clock }, actor.personId!, { only: sessionId })))
      throw new AppError('NOT_FOUND', '没有这处登录，它可能已经退出。请刷新列表。');
    if (sessionId === actor.sessionId) reply.clearCookie(SESSION_COOKIE);
  },
});
