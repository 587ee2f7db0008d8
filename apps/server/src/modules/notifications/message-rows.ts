import type { Tx } from '../../platform/db/database.ts';

export const messageRows = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('message')
    .leftJoin('person', (join) =>
      join.onRef('person.tenant_id', '=', 'message.tenant_id').onRef('person.id', '=', 'message.person_id'),
    )
    .where('message.tenant_id', '=', tenantId)
    .selectAll('message')
    .select('person.name as person_name');
