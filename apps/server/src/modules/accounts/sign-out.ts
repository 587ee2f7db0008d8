import { z } from 'zod';
import { hashToken } from '../../platform/auth.ts';
import { SESSION_COOKIE } from '../../platform/http/app.ts';
import { operation } from '../../platform/operation.ts';

export const signOut = operation({
  name: 'accounts.sign-out',
  may: 'anyone',
  leaves: 'nothing',
  input: z.object({}),
  output: 'nothing',
  run: async ({ tx, actor, reply }) => {
    if (reply.sessionToken)
      await tx
        .deleteFrom('session')
        .where('tenant_id', '=', actor.tenantId)
        .where('token_hash', '=', hashToken(reply.sessionToken))
        .execute();
    reply.clearCookie(SESSION_COOKIE);
  },
});
