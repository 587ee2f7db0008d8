import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { accountRow } from './account-rows.ts';
import { accountOf, accountTarget, KEEPER, notOwn } from './administration.ts';
import { AccountRow, Reason } from './contract.ts';
import { accountDisabled, accountEnabled, sessionsEnded, tokenRevoked } from './events.ts';
import { endSessions } from './sessions.ts';
import { revokeTokens } from './tokens/token.ts';

const Input = z.object({ personId: Uuid, ...Reason.shape });

/** Nobody signs in with it any more; its sessions and tokens end at once. */
export const disableAccount = operation({
  name: 'accounts.disable',
  may: KEEPER,
  target: accountTarget,
  leaves: [accountDisabled, sessionsEnded, tokenRevoked],
  input: Input,
  output: AccountRow,
  run: async ({ tx, actor, clock, input: { personId, why } }) => {
    notOwn(actor, personId);
    const account = await accountOf(tx, actor.tenantId, personId);
    if (account.disabled_at) throw new AppError('ACCOUNT_STATE', '这个账号已经停用。请刷新列表。');
    await tx
      .updateTable('account')
      .set({ disabled_at: clock.now(), disabled_why: why, row_version: account.row_version + 1 })
      .where('tenant_id', '=', actor.tenantId)
      .where('person_id', '=', personId)
      .execute();
    await endSessions({ tx, actor, clock }, personId, {}, why);
    await revokeTokens({ tx, actor, clock }, personId, { why });
    await record(tx, { actor, clock, type: accountDisabled, subject: personId, before: null, after: null, why });
    return accountRow(tx, actor.tenantId, clock, personId);
  },
});

/** With the password of before; its tokens stay revoked. */
export const enableAccount = operation({
  name: 'accounts.enable',
  may: KEEPER,
  target: accountTarget,
  leaves: [accountEnabled],
  input: Input,
  output: AccountRow,
  run: async ({ tx, actor, clock, input: { personId, why } }) => {
    const account = await accountOf(tx, actor.tenantId, personId);
    if (!account.disabled_at) throw new AppError('ACCOUNT_STATE', '这个账号没有停用。请刷新列表。');
    await tx
      .updateTable('account')
      .set({ disabled_at: null, disabled_why: '', row_version: account.row_version + 1 })
      .where('tenant_id', '=', actor.tenantId)
      .where('person_id', '=', personId)
      .execute();
    await record(tx, { actor, clock, type: accountEnabled, subject: personId, before: null, after: null, why });
    return accountRow(tx, actor.tenantId, clock, personId);
  },
});
