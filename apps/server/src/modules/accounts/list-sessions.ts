import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { Sessions } from './contract.ts';
import { sessionsOf } from './sessions.ts';

/** One's own. */
export const listSessions = operation({
  name: 'accounts.list-own-sessions',
  may: 'signed-in',
  input: z.object({}),
  output: Sessions,
  run: async ({ tx, actor, clock }) => ({
    sessions: await sessionsOf(tx, actor.tenantId, actor.personId!, clock, actor.sessionId),
  }),
});
