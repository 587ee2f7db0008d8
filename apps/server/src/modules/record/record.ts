import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { json } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';

export interface Fact {
  readonly actor: Actor;
  readonly clock: Clock;
  /** Name of the operation, "breakdowns.accept". */
  readonly operation: string;
  /** What changed: the table's name and the row's id. */
  readonly subject: { readonly kind: string; readonly id: string };
  /** Null before it was made, and after it is gone. */
  readonly before: unknown;
  readonly after: unknown;
  /** The person's own reason, where they gave one. */
  readonly why?: string;
}

/** Writes one fact and its outbox row in the caller's transaction, and returns the event's id. */
export async function record(tx: Tx, fact: Fact): Promise<string> {
  const [id] = await recordAll(tx, [fact]);
  return id!;
}

/** Many facts of one operation in two statements; ids in the order given. */
export async function recordAll(tx: Tx, facts: readonly Fact[]): Promise<string[]> {
  if (facts.length === 0) return [];
  const events = facts.map((fact) => ({
    tenant_id: fact.actor.tenantId,
    id: newId(),
    at: fact.clock.now(),
    actor_id: fact.actor.personId,
    actor_name: fact.actor.name,
    operation: fact.operation,
    subject_kind: fact.subject.kind,
    subject_id: fact.subject.id,
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
