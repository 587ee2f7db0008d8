import { sql } from 'kysely';
import type { z } from 'zod';
import { namePattern } from '../../contract.ts';
import type { Tx } from '../../platform/db/database.ts';
import { operation } from '../../platform/operation.ts';
import { EventFilter, RecordedEvents } from './contract.ts';
import { recordRead } from './events.ts';
import { AUDITORS, wholeCity } from './policy.ts';
import { readEvents } from './read-events.ts';
import { record } from './record.ts';
import { recordedViews } from './view.ts';

/** The record, newest first, as far as a filter lets it through. Reading it leaves an event too. */
export const findEvents = operation({
  name: 'record.read',
  may: AUDITORS,
  target: wholeCity,
  leaves: [recordRead],
  input: EventFilter,
  output: RecordedEvents,
  run: async ({ tx, actor, clock, input }) => {
    const { cursor, limit, ...filter } = input;
    const rows = await page(tx, actor.tenantId, filter, cursor, limit + 1);
    const shown = rows.slice(0, limit);
    const events = await readEvents(tx, actor.tenantId, shown);
    const answer = {
      events: await recordedViews(tx, actor.tenantId, events),
      nextCursor: rows.length > limit ? shown.at(-1)!.id : null,
    };
    await record(tx, { actor, clock, type: recordRead, subject: actor.tenantId, before: null, after: filter });
    return answer;
  },
});

const DAY_MS = 24 * 3_600_000;

/** Beijing's midnight at the beginning of a day. */
const midnight = (day: string): Date => new Date(`${day}T00:00:00+08:00`);

type Filter = Omit<z.output<typeof EventFilter>, 'cursor' | 'limit'>;

function page(tx: Tx, tenantId: string, filter: Filter, cursor: string | undefined, limit: number) {
  let events = tx.selectFrom('event').where('tenant_id', '=', tenantId);
  if (cursor !== undefined) events = events.where('id', '<', cursor);
  if (filter.from !== undefined) {
    events = events.where('at', '>=', midnight(filter.from));
  }
  if (filter.to !== undefined) {
    const end = new Date(midnight(filter.to).getTime() + DAY_MS);
    events = events.where('at', '<', end);
  }
  const pattern = filter.person ? namePattern(filter.person) : null;
  if (filter.person)
    events = events.where('actor_id', 'in', (person) =>
      person
        .selectFrom('person')
        .where('tenant_id', '=', tenantId)
        .where((name) =>
          name.or([
            name('name', 'like', `%${escaped(filter.person!)}%`),
            ...(pattern === null ? [] : [sql<boolean>`pinyin ~ ${pattern}`]),
          ]),
        )
        .select('id'),
    );
  if (filter.personId !== undefined) events = events.where('actor_id', '=', filter.personId);
  if (filter.operation?.endsWith('.')) events = events.where('operation', 'like', `${escaped(filter.operation)}%`);
  else if (filter.operation !== undefined) events = events.where('operation', '=', filter.operation);
  if (filter.subjectKind !== undefined) events = events.where('subject_kind', '=', filter.subjectKind);
  if (filter.subjectId !== undefined) events = events.where('subject_id', '=', filter.subjectId);
  if (filter.why) events = events.where('why', 'ilike', sql<string>`${`%${escaped(filter.why)}%`}`);
  return events.orderBy('id', 'desc').limit(limit).selectAll().execute();
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
