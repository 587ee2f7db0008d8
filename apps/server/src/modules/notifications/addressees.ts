import type { Tx } from '../../platform/db/database.ts';
import type { Choice } from './contract.ts';
import { quietUntil } from './hours.ts';
import { notificationTypes } from './notification-type.ts';
import type { Ways } from './settings.ts';

/** How one person is reached outside of the page. */
export interface Addressee {
  readonly personId: string;
  /** Null where they have none, or the city sends none. */
  readonly mail: string | null;
  readonly phone: string | null;
  readonly digest: Ways['digest'];
  choiceOf(type: string): Choice;
  quietUntil(now: Date): Date | null;
}

const OFF: Choice = { mail: 'off', sms: 'off' };

/** What a person gets of a type unless they have chosen otherwise. */
export const suggested = (type: string): Choice => notificationTypes().find(({ name }) => name === type)?.choice ?? OFF;

/** These people with where they are reached, and how they want it. */
export async function addressees(
  tx: Tx,
  tenantId: string,
  people: readonly string[],
  ways: Ways,
): Promise<Addressee[]> {
  if (people.length === 0) return [];
  const rows = await tx
    .selectFrom('person')
    .leftJoin('notification_preference as own', (join) =>
      join.onRef('own.tenant_id', '=', 'person.tenant_id').onRef('own.person_id', '=', 'person.id'),
    )
    .where('person.tenant_id', '=', tenantId)
    .where('person.id', 'in', people)
    .orderBy('person.id')
    .select(['person.id', 'person.email', 'person.phone', 'own.quiet', 'own.digest', 'own.choices'])
    .execute();
  return rows.map((row) => ({
    personId: row.id,
    mail: ways.mail ? row.email : null,
    phone: ways.sms ? row.phone : null,
    digest: row.digest ?? ways.digest,
    choiceOf: (type) => row.choices?.[type] ?? suggested(type),
    quietUntil: (now) => quietUntil(now, row.quiet ?? ways.quiet),
  }));
}
