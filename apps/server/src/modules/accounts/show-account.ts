import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { accountRow } from './account-rows.ts';
import { accountTarget, BOTH } from './administration.ts';
import { AccountRow } from './contract.ts';

/** A person's account as its administrators see it. */
export const showAccount = operation({
  name: 'accounts.show',
  may: BOTH,
  target: accountTarget,
  input: z.object({ personId: Uuid }),
  output: AccountRow,
  run: ({ tx, actor, clock, input: { personId } }) => accountRow(tx, actor.tenantId, clock, personId),
});
