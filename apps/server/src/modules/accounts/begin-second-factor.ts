import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { cityOf } from '../people/index.ts';
import { Enrolment } from './contract.ts';
import { factorOf, newSecret, otherState } from './second-factor.ts';
import type { SignedIn } from './sessions.ts';
import { standingOf } from './standing.ts';

/** A secret for an authenticator app. It is in force from the first right code. */
export const beginSecondFactor = operation({
  name: 'accounts.begin-second-factor',
  may: 'signed-in',
  despite: ['second_factor'],
  secret: true,
  leaves: 'nothing',
  input: z.object({}),
  output: Enrolment,
  run: async ({ tx, actor, clock, keys }) => {
    const me = actor as SignedIn;
    const mine = { tenant_id: me.tenantId, person_id: me.personId };
    const there = await factorOf(tx, me.tenantId, me.personId);
    if (there?.confirmed_at) throw otherState(false);
    const { account } = await standingOf(tx, me, clock);
    const { name } = await cityOf(tx, me.tenantId);
    const { secret, uri, sealed } = newSecret(keys, { issuer: `落实（${name}）`, label: account });
    const begun = { secret: sealed, last_step: null, created_at: clock.now(), confirmed_at: null };
    await tx
      .insertInto('second_factor')
      .values({ ...mine, ...begun })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id']).doUpdateSet(begun))
      .execute();
    return { uri, secret };
  },
});
