import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { accountRow } from './account-rows.ts';
import { accountOf, accountTarget, GUARD } from './administration.ts';
import { AccountRow, Reason } from './contract.ts';
import { accountUnlocked } from './events.ts';
import { nameHash } from './failures.ts';

export const unlockAccount = operation({
  name: 'accounts.unlock',
  may: GUARD,
  target: accountTarget,
  leaves: [accountUnlocked],
  input: z.object({ personId: Uuid, ...Reason.shape }),
  output: AccountRow,
  run: async ({ tx, actor, clock, input: { personId, why } }) => {
    const { name } = await accountOf(tx, actor.tenantId, personId);
    const unlocked = await tx
      .deleteFrom('sign_in_failure')
      .where('tenant_id', '=', actor.tenantId)
      .where('name_hash', '=', nameHash(name))
      .where('locked_until', '>', clock.now())
      .returning('name_hash')
      .executeTakeFirst();
    if (!unlocked) throw new AppError('ACCOUNT_STATE', '这个账号没有锁定，或已经自动解锁。请刷新列表。');
    await record(tx, { actor, clock, type: accountUnlocked, subject: personId, before: null, after: null, why });
    return accountRow(tx, actor.tenantId, clock, personId);
  },
});
