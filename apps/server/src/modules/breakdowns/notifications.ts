/** Who is told that a breakdown has been issued: the units that lead its items, and the leaders who stand behind them. */
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { NewItem } from '../ledgers/index.ts';
import { notificationType, notify } from '../notifications/index.ts';

const Issued = z.object({ documentNumber: z.string(), title: z.string(), reportId: z.string() });
const link = (_matter: unknown, { reportId }: z.output<typeof Issued>) => `/ledgers/supervision?reportId=${reportId}`;

export const itemsToLead = notificationType({
  name: 'breakdowns.items-to-lead',
  label: '有新的牵头事项',
  data: Issued,
  text: ({ documentNumber, title }) =>
    `${documentNumber}《${title}》已印发，其中有您单位牵头的事项，请在督办事项台账查看。`,
  link,
});

export const itemsToSponsor = notificationType({
  name: 'breakdowns.items-to-sponsor',
  label: '有新的包联事项',
  data: Issued,
  text: ({ documentNumber, title }) =>
    `${documentNumber}《${title}》已印发，其中有您牵头或包联的事项，请在督办事项台账查看。`,
  link,
});

export async function tellOfIssue(
  tx: Tx,
  { actor, clock }: { actor: Actor; clock: Clock },
  data: z.output<typeof Issued>,
  items: readonly NewItem[],
): Promise<void> {
  const call = { tenantId: actor.tenantId, clock };
  const matter = { kind: 'breakdown', id: data.reportId };
  const except = actor.personId;
  const organisationIds = [...new Set(items.flatMap((item) => item.leads))];
  const people = [...new Set(items.flatMap((item) => item.sponsor?.id ?? []))];
  const posts = { organisationIds, roles: ['reporter', 'approver'] as const };
  await notify(tx, call, { type: itemsToLead, matter, to: { posts, except }, data });
  await notify(tx, call, { type: itemsToSponsor, matter, to: { people, except }, data });
}
