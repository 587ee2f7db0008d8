import type { z } from 'zod';
import type { Role } from '../modules/people/contract.ts';
import type { Tx } from './db/database.ts';

/** Something that a city may set for itself. Declared where it is used; a room hands its own over through its index.ts. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  /** "accounts.password": room, dot, what. */
  readonly name: string;
  readonly label: string;
  readonly schema: S;
  /** Safe without anybody setting it. */
  readonly standard: z.output<S>;
  /** Which administrator may change it. */
  readonly owner: Extract<Role, 'system_administrator' | 'security_administrator' | 'audit_administrator'>;
}

export const setting = <S extends z.ZodType>(definition: Setting<S>): Setting<S> => definition;

/** What holds in the city: what it has set, else the standard. */
export async function readSetting<S extends z.ZodType>(tx: Tx, tenantId: string, of: Setting<S>): Promise<z.output<S>> {
  const row = await tx
    .selectFrom('setting')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', of.name)
    .select('value')
    .executeTakeFirst();
  return row ? of.schema.parse(row.value) : of.standard;
}
