import type { Tx } from '../../platform/db/database.ts';
import type { Preferences } from './contract.ts';
import { notificationTypes } from './notification-type.ts';
import { waysOf } from './settings.ts';

export async function preferencesOf(tx: Tx, tenantId: string, personId: string): Promise<Preferences> {
  const { email, phone } = await tx
    .selectFrom('person')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', personId)
    .select(['email', 'phone'])
    .executeTakeFirstOrThrow();
  const own = await tx
    .selectFrom('notification_preference')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .selectAll()
    .executeTakeFirst();
  const { mail, sms, quiet, digest } = await waysOf(tx, tenantId);
  return {
    mail: email,
    phone,
    quiet: own?.quiet ?? null,
    digest: own?.digest ?? null,
    choices: own?.choices ?? {},
    rowVersion: own?.row_version ?? 0,
    city: { quiet, digest, mail, sms },
    types: notificationTypes().map(({ name, label, choice }) => ({ name, label, choice })),
  };
}
