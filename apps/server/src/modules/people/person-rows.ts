import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { personAdded } from './events.ts';
import type { PeopleTables } from './tables.ts';

export type PersonEntry = Selectable<PeopleTables['person']>;

export const personFacts = (
  row: Omit<PersonEntry, 'tenant_id' | 'id' | 'created_at' | 'row_version' | 'pinyin'>,
): z.input<typeof personAdded.data> => ({
  name: row.name,
  code: row.code,
  organisationId: row.organisation_id,
  phone: row.phone,
  email: row.email,
});

export async function codeIsFree(tx: Tx, tenantId: string, code: string | null, except: string | null): Promise<void> {
  if (code === null) return;
  const same = await tx
    .selectFrom('person')
    .where('tenant_id', '=', tenantId)
    .where('code', '=', code)
    .select(['id', 'name'])
    .executeTakeFirst();
  if (same && same.id !== except)
    throw new AppError('CODE_TAKEN', `人员编号 ${code} 已经给了${same.name}。请核对是否同一个人，或换一个编号。`);
}
