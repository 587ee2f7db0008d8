import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { historyOperation } from '../record/index.ts';
import { accountTarget, BOTH } from './administration.ts';

/** What was done to an account and with it, by whom and why. */
export const accountHistory = historyOperation({
  name: 'accounts.history',
  may: { ...BOTH, audit_administrator: 'territory' },
  target: accountTarget,
  input: z.object({ personId: Uuid }),
  subjects: async (_tx, _tenantId, { personId }) => [{ kind: 'account', id: personId }],
});
