import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { operation } from '../../platform/operation.ts';
import { RecordState } from './contract.ts';
import { AUDITORS, wholeCity } from './policy.ts';
import { recordHealth } from './record-health.ts';
import { checkView } from './view.ts';

export const showState = operation({
  name: 'record.state',
  permission: 'record.read',
  may: AUDITORS,
  target: wholeCity,
  input: z.object({}),
  output: RecordState,
  run: async ({ tx, actor: { tenantId } }) => {
    const checkpoint = await tx
      .selectFrom('event_checkpoint')
      .where('tenant_id', '=', tenantId)
      .orderBy('number', 'desc')
      .limit(1)
      .select(['number', 'position', 'hash', 'at'])
      .executeTakeFirst();
    const { unconfirmed: _, ...health } = await recordHealth(tx, tenantId);
    return {
      ...health,
      checkpoint: checkpoint ? { ...checkpoint, at: checkpoint.at.toISOString() } : null,
      verification: await last(tx, tenantId, 'verification'),
      export: await last(tx, tenantId, 'export'),
    };
  },
});

async function last(tx: Tx, tenantId: string, kind: 'verification' | 'export') {
  const row = await tx
    .selectFrom('record_check')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(1)
    .selectAll()
    .executeTakeFirst();
  return row ? checkView(tx, tenantId, row) : null;
}
