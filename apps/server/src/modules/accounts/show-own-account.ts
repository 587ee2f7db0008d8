import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { MyAccount } from './contract.ts';
import { passwordRules, ruleLines } from './rules.ts';
import type { SignedIn } from './sessions.ts';
import { expiryDay, standingOf } from './standing.ts';

export const showOwnAccount = operation({
  name: 'accounts.show-own',
  may: 'signed-in',
  despite: ['password', 'second_factor'],
  input: z.object({}),
  output: MyAccount,
  run: async ({ tx, actor, clock }) => {
    const me = actor as SignedIn;
    const { tenantId, personId } = me;
    const standing = await standingOf(tx, me, clock);
    const rules = await passwordRules(tx, tenantId);
    const codes = await tx
      .selectFrom('recovery_code')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .select((select) => select.fn.countAll<number>().as('left'))
      .executeTakeFirstOrThrow();
    const identities = await tx
      .selectFrom('sso_identity')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .select(['issuer', 'subject'])
      .execute();
    return {
      account: standing.account,
      passwordChangedAt: standing.passwordChangedAt.toISOString(),
      passwordExpiresOn: expiryDay(standing),
      rules: { lines: ruleLines(rules), minimumLength: rules.minimumLength, classes: rules.classes },
      secondFactor: {
        enrolledAt: standing.secondFactorSince?.toISOString() ?? null,
        required: standing.secondFactorRequired,
        recoveryCodes: codes.left,
      },
      sso: identities,
    };
  },
});
