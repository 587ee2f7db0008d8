import type { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { afterCommit } from '../../platform/db/after-commit.ts';
import { json } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import { withNext } from '../../platform/db/driver.ts';
import { newId } from '../../platform/ids.ts';
import { operationOf, platformOf } from '../../platform/of-transaction.ts';
import { postsFor } from '../../platform/permission.ts';
import { digestOf } from './digest.ts';
import type { EventType } from './event-type.ts';
import { type Kept, personalKeys } from './personal-keys.ts';
import { peopleIn, sealed, sealText } from './personal-values.ts';
import { witnessOf } from './witness.ts';

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

/** What is sealed for somebody whom the city does not know. */
export const NOBODY = 'record.nobody';

/** Writes one fact in the caller's transaction, to be chained once that has committed, and returns the event's id. */
export async function record<Data extends z.ZodType>(tx: Tx, fact: Fact<Data>): Promise<string> {
  const [id] = await recordAll(tx, [fact]);
  return id!;
}

/** Many facts of one operation in one statement; ids in the order given. */
export async function recordAll<Data extends z.ZodType>(tx: Tx, facts: readonly Fact<Data>[]): Promise<string[]> {
  const [first] = facts;
  if (!first) return [];
  const platform = platformOf(tx);
  const parsed = facts.map((fact) => ({ fact, before: dataOf(fact, fact.before), after: dataOf(fact, fact.after) }));
  const people = new Set(
    parsed.flatMap(({ fact, before, after }) => [
      ...(fact.actor.personId ? [fact.actor.personId] : []),
      ...peopleIn(fact.type as unknown as EventType, fact.subject, before),
      ...peopleIn(fact.type as unknown as EventType, fact.subject, after),
    ]),
  );
  const keys = await personalKeys(tx, first.actor.tenantId, people, true);
  const seal = {
    cipher: platform.keys.cipher,
    nobodys: (text: string) => platform.keys.encrypt(NOBODY, Buffer.from(text)),
  };
  const events = parsed.map(({ fact, before, after }) => {
    const type = fact.type as unknown as EventType;
    declared(tx, type);
    const post = postOf(tx, fact.actor);
    const event = {
      tenant_id: fact.actor.tenantId,
      id: newId(),
      at: fact.clock.now(),
      actor_id: fact.actor.personId,
      actor_name: fact.actor.personId === null ? fact.actor.name : '',
      actor_post_id: post?.id ?? null,
      actor_organisation_id: post?.organisationId ?? null,
      via: fact.actor.via,
      actor_personal: actorSealed(fact.actor, keys, seal),
      operation: type.name,
      subject_kind: type.subject,
      subject_id: fact.subject,
      before: json(sealed(type, fact.subject, before, keys, seal)),
      after: json(sealed(type, fact.subject, after, keys, seal)),
      why: fact.why ?? '',
    };
    const written = { ...event, at: event.at.getTime() * 1000, before: parse(event.before), after: parse(event.after) };
    return { ...event, digest: digestOf(written) };
  });
  // Nobody waits for it: it goes out with the next statement, or with the commit.
  withNext(
    tx,
    tx
      .with('written', (query) => query.insertInto('event').values(events).returning(['tenant_id', 'id']))
      .insertInto('outbox')
      .columns(['tenant_id', 'event_id'])
      .expression((query) => query.selectFrom('written').select(['written.tenant_id', 'written.id'])),
  );
  afterCommit(tx, () => {
    const witness = witnessOf(platform, first.actor.tenantId);
    for (const event of events) witness.saw(event.id, event.digest);
  });
  return events.map((event) => event.id);
}

const parse = (text: string): unknown => JSON.parse(text);

function dataOf<Data extends z.ZodType>(fact: Fact<Data>, data: z.input<Data> | null): unknown {
  return data === null || data === undefined ? null : fact.type.data.parse(data);
}

/** An operation leaves what it says it leaves. */
function declared(tx: Tx, type: EventType): void {
  const operation = operationOf(tx);
  if (!operation) return;
  if (operation.leaves && operation.leaves !== 'nothing' && operation.leaves.some(({ name }) => name === type.name))
    return;
  throw new Error(`${operation.name} leaves ${type.name} and does not declare it`);
}

/** The post by which the actor may do it: the first of those that permit the operation. */
function postOf(tx: Tx, actor: Actor) {
  const operation = operationOf(tx);
  return (operation ? postsFor(operation.may, actor)[0] : undefined) ?? actor.posts[0];
}

function actorSealed(
  { personId, name, address }: Actor,
  keys: ReadonlyMap<string, Kept>,
  seal: Parameters<typeof sealed>[4],
): string | null {
  const who = JSON.stringify({ name, address });
  // Somebody whom the city does not know, by the address that they came from.
  if (personId === null) return address === null ? null : seal.nobodys(who);
  const kept = keys.get(personId);
  if (!kept?.key) return null;
  if (kept.sealed?.of !== who) kept.sealed = { of: who, text: sealText(seal.cipher, kept.key, who) };
  return kept.sealed.text;
}
