import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { Setting } from '../../platform/settings.ts';
import type { SettingRow } from './contract.ts';

/** Settings with what the city has set, in the order given. */
export async function settingRows(tx: Tx, tenantId: string, settings: readonly Setting[]): Promise<SettingRow[]> {
  const rows = await tx
    .selectFrom('setting')
    .leftJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'setting.tenant_id').onRef('person.id', '=', 'setting.changed_by'),
    )
    .where('setting.tenant_id', '=', tenantId)
    .select(['setting.name', 'setting.value', 'setting.row_version', 'setting.changed_at', 'person.name as person'])
    .execute();
  const byName = new Map(rows.map((row) => [row.name, row]));
  return settings.map((setting) => {
    const row = byName.get(setting.name);
    return {
      name: setting.name,
      label: setting.label,
      owner: setting.owner,
      schema: z.toJSONSchema(setting.schema, { io: 'input' }) as Record<string, unknown>,
      value: row ? row.value : setting.standard,
      standard: setting.standard,
      rowVersion: row?.row_version ?? 0,
      changedAt: row?.changed_at.toISOString() ?? null,
      changedBy: row?.person ?? '',
    };
  });
}
