import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { Inbox } from './contract.ts';
import { inboxOf } from './inbox.ts';
import { OWN } from './own.ts';

/** How many are unread, and where the inbox stands. */
export const showInbox = operation({
  name: 'notifications.show-inbox',
  may: OWN,
  input: z.object({}),
  output: Inbox,
  run: ({ tx, actor }) => inboxOf(tx, actor.tenantId, actor.personId!),
});
