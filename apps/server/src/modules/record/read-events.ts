import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { platformOf } from '../../platform/of-transaction.ts';
import { ERASED } from '../../platform/personal-columns.ts';
import { type EventType, eventTypeNamed } from './event-type.ts';
import { type Kept, personalKeys } from './personal-keys.ts';
import { opened, openText, ownersIn } from './personal-values.ts';
import { NOBODY } from './record.ts';
import type { RecordTables } from './tables.ts';

type Row = Selectable<RecordTables['event']>;

/** An event with what is personal in it opened, for those who may read it. */
export interface ReadEvent {
  readonly id: string;
  readonly at: Date;
  readonly actorId: string | null;
  /** The name as it was then. */
  readonly who: string;
  readonly address: string | null;
  readonly postId: string | null;
  readonly organisationId: string | null;
  readonly via: Row['via'];
  readonly operation: string;
  /** Null where no room knows the operation any more. */
  readonly type: EventType | null;
  /** What was done, in the words of the office. */
  readonly what: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly why: string;
  readonly digest: string | null;
}

/** Opens rows of the record; a few statements for all of them. What was an erased person's says so. */
export async function readEvents(tx: Tx, tenantId: string, rows: readonly Row[]): Promise<ReadEvent[]> {
  const { keys: secrets } = platformOf(tx);
  const people = rows.flatMap((row) => [
    ...(row.actor_id ? [row.actor_id] : []),
    ...ownersIn(row.before),
    ...ownersIn(row.after),
  ]);
  const keys = await personalKeys(tx, tenantId, new Set(people), false);
  const open = {
    cipher: secrets.cipher,
    nobodys: (text: string) => Buffer.from(secrets.decrypt(NOBODY, text)).toString(),
  };
  const unsealed = rows.filter((row) => row.actor_id && row.via === null).map((row) => row.actor_id!);
  const names = await personNames(tx, tenantId, unsealed);
  return rows.map((row) => {
    const type = eventTypeNamed(row.operation);
    return {
      id: row.id,
      at: row.at,
      actorId: row.actor_id,
      ...actorOf(row, keys, names, open),
      postId: row.actor_post_id,
      organisationId: row.actor_organisation_id,
      via: row.via,
      operation: row.operation,
      type,
      what: type?.label ?? row.operation,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      before: opened(row.before, keys, open),
      after: opened(row.after, keys, open),
      why: row.why,
      digest: row.digest,
    };
  });
}

function actorOf(
  row: Row,
  keys: ReadonlyMap<string, Kept>,
  names: ReadonlyMap<string, string>,
  open: Parameters<typeof opened>[2],
): { who: string; address: string | null } {
  if (row.actor_id === null) {
    if (row.actor_personal === null) return { who: row.actor_name, address: null };
    const { name, address } = JSON.parse(open.nobodys(row.actor_personal)) as { name: string; address: string | null };
    return { who: name, address };
  }
  // From before the chain, when the name was not kept.
  if (row.via === null) return { who: names.get(row.actor_id) ?? ERASED, address: null };
  const key = keys.get(row.actor_id)?.key;
  if (!key || row.actor_personal === null) return { who: ERASED, address: null };
  const { name, address } = JSON.parse(openText(open.cipher, key, row.actor_personal)) as {
    name: string;
    address: string | null;
  };
  return { who: name, address };
}

/** What people are called today. */
export async function personNames(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('person')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...new Set(ids)])
    .select(['id', 'name'])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** What organisations are called for short; also those that are no more. */
export async function organisationNames(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('organisation')
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...new Set(ids)])
    .select(['id', 'name', 'short_name'])
    .execute();
  return new Map(rows.map((row) => [row.id, row.short_name || row.name]));
}
