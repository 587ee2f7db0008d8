import { z } from 'zod';
import { SESSION_COOKIE } from '../../platform/http/app.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { SignedOut } from './contract.ts';
import { signedOut } from './events.ts';
import type { SignedIn } from './sessions.ts';
import { providerExit } from './sso/provider-exit.ts';

export const signOut = operation({
  name: 'accounts.sign-out',
  may: 'signed-in',
  despite: ['password', 'second_factor'],
  leaves: [signedOut],
  input: z.object({}),
  output: SignedOut,
  prepare: ({ transaction, actor, keys, origin }) => providerExit({ transaction, actor, keys, origin }),
  run: async ({ tx, actor, clock, prepared, reply }) => {
    reply.clearCookie(SESSION_COOKIE);
    const { tenantId, personId, sessionId } = actor as SignedIn;
    await tx.deleteFrom('session').where('tenant_id', '=', tenantId).where('id', '=', sessionId).execute();
    await record(tx, { actor, clock, type: signedOut, subject: personId, before: null, after: { sessionId } });
    return { providerUrl: prepared };
  },
});
