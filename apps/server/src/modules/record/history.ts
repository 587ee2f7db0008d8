import type { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import { type Call, type Operation, operation } from '../../platform/operation.ts';
import type { May } from '../../platform/permission.ts';
import { type Change, History, type HistoryEvent } from './contract.ts';
import { organisationNames, personNames, type ReadEvent, readEvents } from './read-events.ts';
import { idsIn, sayChanges } from './say-changes.ts';

/** A row whose history is told: the table's name and its id, as its event types call them. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

/** How a room tells an event otherwise than field by field; null where it does not belong into this history. */
export type Say = (event: ReadEvent) => { changes: Change[]; why?: string } | null;

/** A history is as long as somebody reads. */
const MOST = 500;

/**
 * What happened to some subjects, oldest first, at most the newest 500. `say` may tell events in the room's own way; it is
 * given all of them first, so that it can look up what they speak of at once.
 */
export async function readHistory(
  tx: Tx,
  tenantId: string,
  subjects: readonly Subject[],
  say?: (events: readonly ReadEvent[]) => Promise<Say>,
): Promise<HistoryEvent[]> {
  const events = await eventsOf(tx, tenantId, subjects);
  const own = await say?.(events);
  const names = await namesIn(tx, tenantId, events);
  return events.flatMap((event) => {
    const said = own
      ? own(event)
      : { changes: event.type ? sayChanges(event.type.data, event.before, event.after, names) : [] };
    if (said === null) return [];
    const why = said.why ?? event.why;
    return [
      {
        id: event.id,
        at: event.at.toISOString(),
        who: event.who,
        organisation: event.organisationId ? names.organisation(event.organisationId) : '',
        what: event.what,
        changes: said.changes,
        why,
      },
    ];
  });
}

async function eventsOf(tx: Tx, tenantId: string, subjects: readonly Subject[]): Promise<ReadEvent[]> {
  if (subjects.length === 0) return [];
  const kinds = [...Map.groupBy(subjects, ({ kind }) => kind)];
  const rows = await tx
    .selectFrom('event')
    .where('tenant_id', '=', tenantId)
    .where((where) =>
      where.or(
        kinds.map(([kind, some]) =>
          where('subject_kind', '=', kind).and(
            'subject_id',
            'in',
            some.map(({ id }) => id),
          ),
        ),
      ),
    )
    .orderBy('id', 'desc')
    .limit(MOST)
    .selectAll()
    .execute();
  return readEvents(tx, tenantId, rows.reverse());
}

/** Names of everything that events speak of, in their fields and of those who acted. */
export async function namesIn(tx: Tx, tenantId: string, events: readonly ReadEvent[]) {
  const ids = events.flatMap(({ type, before, after }) =>
    type ? [idsIn(type.data, before), idsIn(type.data, after)] : [],
  );
  const acted = events.flatMap(({ organisationId }) => organisationId ?? []);
  const organisations = await organisationNames(tx, tenantId, [...acted, ...ids.flatMap((one) => one.organisation)]);
  const people = await personNames(
    tx,
    tenantId,
    ids.flatMap((one) => one.person),
  );
  return {
    organisation: (id: string) => organisations.get(id) ?? '已撤销的单位',
    person: (id: string) => people.get(id) ?? '不在名单的人员',
  };
}

/** What a room may need of the call to know whose history is asked for. */
type Asking = Pick<Call<unknown>, 'actor' | 'settings'>;

/**
 * The operation that tells the history of one kind of subject, for its room to mount under the subject's address: who may
 * read it, and what is out of reach, follows the subject.
 */
export const historyOperation = <In extends z.ZodType>(of: {
  readonly name: string;
  readonly may: May;
  readonly input: In;
  readonly target: NonNullable<Operation<In>['target']>;
  /** None where the caller may not know of it after all. */
  subjects(tx: Tx, tenantId: string, input: z.output<In>, call: Asking): Promise<readonly Subject[]>;
  say?(input: z.output<In>, call: Asking): Say;
}) =>
  operation({
    name: of.name,
    may: of.may,
    input: of.input,
    // Whatever the room's operations say themselves: a history without its subject would be an empty one.
    target: { ...of.target, checksItself: false },
    output: History,
    run: async ({ tx, actor, settings, input }) => {
      const call = { actor, settings };
      const subjects = await of.subjects(tx, actor.tenantId, input, call);
      const say = of.say?.(input, call);
      return { events: await readHistory(tx, actor.tenantId, subjects, say && (async () => say)) };
    },
  });
