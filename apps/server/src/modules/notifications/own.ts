import type { Tx } from '../../platform/db/database.ts';
import { grant } from '../../platform/permission.ts';
import { Role } from '../people/contract.ts';

/** Everybody has an inbox and keeps it alone. */
export const OWN = grant(Role.options, 'self');

export const ownNotification = {
  missing: '没有这条通知，可能已经清理。请刷新页面。',
  async find(tx: Tx, tenantId: string, { notificationId }: { notificationId: string }) {
    const row = await tx
      .selectFrom('notification')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', notificationId)
      .select('person_id as personId')
      .executeTakeFirst();
    return row ?? null;
  },
};
