import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { accountRow } from './account-rows.ts';
import { accountTarget, GUARD } from './administration.ts';
import { AccountRow, Reason, Sessions } from './contract.ts';
import { sessionsEnded } from './events.ts';
import { endSessions, sessionsOf } from './sessions.ts';

export const listAccountSessions = operation({
  name: 'accounts.list-sessions',
  may: GUARD,
  target: accountTarget,
  input: z.object({ personId: Uuid }),
  output: Sessions,
  run: async ({ tx, actor, clock, input: { personId } }) => ({
    sessions: await sessionsOf(tx, actor.tenantId, personId, clock, actor.sessionId),
  }),
});

/** All of an account's. Its owner may sign in again: who must not is disabled, or gets another password. */
export const endAccountSessions = operation({
  name: 'accounts.end-sessions',
  may: GUARD,
  target: accountTarget,
  leaves: [sessionsEnded],
  input: z.object({ personId: Uuid, sessionId: Uuid.optional(), ...Reason.shape }),
  output: AccountRow,
  run: async ({ tx, actor, clock, input: { personId, sessionId, why } }) => {
    await endSessions({ tx, actor, clock }, personId, sessionId ? { only: sessionId } : {}, why);
    return accountRow(tx, actor.tenantId, clock, personId);
  },
});
