import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { json } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import type { EventType } from './event-type.ts';

export interface Fact<Data extends z.ZodType = z.ZodType> {
  readonly actor: Actor;
  readonly clock: Clock;
  readonly type: EventType<Data>;
  /** Id of the row that changed, in the table that the type names. */
  readonly subject: string;
  /** Null before it was made, and after it is gone. */
  readonly before: z.input<Data> | null;
  readonly after: z.input<Data> | null;
  /** The person's own reason, where they gave one. */
  readonly why?: string;
}

/** Writes one fact and its outbox row in the caller's transaction, and returns the event's id. */
export async function record<Data extends z.ZodType>(tx: Tx, fact: Fact<Data>): Promise<string> {
  const [id] = await recordAll(tx, [fact]);
  return id!;
}

/** Many facts of one operation in two statements; ids in the order given. */
export async function recordAll<Data extends z.ZodType>(tx: Tx, facts: readonly Fact<Data>[]): Promise<string[]> {
  if (facts.length === 0) return [];
  const events = facts.map((fact) => ({
    tenant_id: fact.actor.tenantId,
    id: newId(),
    at: fact.clock.now(),
    actor_id: fact.actor.personId,
    actor_name: fact.actor.name,
    operation: fact.type.name,
    subject_kind: fact.type.subject,
    subject_id: fact.subject,
    before: json(fact.before ?? null),
    after: json(fact.after ?? null),
    why: fact.why ?? '',
  }));
  await tx.insertInto('event').values(events).execute();
  await tx
    .insertInto('outbox')
    .values(
      events.map((event) => ({ tenant_id: event.tenant_id, id: newId(), event_id: event.id, delivered_at: null })),
    )
    .execute();
  return events.map((event) => event.id);
}
