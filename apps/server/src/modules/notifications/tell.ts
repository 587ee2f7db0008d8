import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { registerTimer } from '../../platform/jobs/jobs.ts';
import { type Addressee, addressees } from './addressees.ts';
import { armDigest } from './digest.ts';
import { changeInboxes } from './inbox.ts';
import { queueMessages } from './message-state.ts';
import { TELL_JOB, type Telling } from './notify.ts';
import { recipientsOn } from './recipients.ts';
import { robotsFor } from './robots.ts';
import { type Ways, waysOf } from './settings.ts';

const CHUNK = 200;

/** Puts what a room said into the inboxes and before the channels, in the transaction that ends its job: exactly once. */
export const tellJob = registerTimer<Telling>({
  kind: TELL_JOB,
  async fire(tx, { tenantId, payload, platform: { clock } }) {
    const call = { tenantId, clock };
    const people = await recipientsOn(tx, tenantId, payload.to, clock.today());
    const ways = await waysOf(tx, tenantId);
    for (let from = 0; from < people.length; from += CHUNK)
      await tellPeople(tx, call, payload, people.slice(from, from + CHUNK), ways);
    await tellRobots(tx, call, payload, ways);
  },
});

type Call = { tenantId: string; clock: Clock };

async function tellPeople(tx: Tx, call: Call, telling: Telling, people: readonly string[], ways: Ways): Promise<void> {
  const changes = await changeInboxes(tx, call.tenantId, people);
  const rows = await tx
    .insertInto('notification')
    .values(people.map((personId) => notificationOf(call, telling, personId, changes.get(personId)!)))
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'person_id', 'matter_kind', 'matter_id']).doUpdateSet((renewed) => {
        // Two jobs may come in the other order than their words: the later words stand.
        const newest = <Column extends 'type' | 'title' | 'text' | 'link'>(column: Column) =>
          sql<string>`case when excluded.spoken_at >= notification.spoken_at then ${renewed.ref(`excluded.${column}`)}
            else ${renewed.ref(`notification.${column}`)} end`;
        return {
          type: newest('type'),
          title: newest('title'),
          text: newest('text'),
          link: newest('link'),
          urgency: sql<'normal'>`case when notification.state = 'unread' and notification.urgency = 'urgent' then 'urgent'
            else excluded.urgency end`,
          times: sql<number>`case when notification.state = 'unread' then notification.times + 1 else 1 end`,
          state: 'unread',
          seen_at: null,
          change: renewed.ref('excluded.change'),
          spoken_at: sql<Date>`greatest(excluded.spoken_at, notification.spoken_at)`,
        };
      }),
    )
    .returning(['id', 'person_id'])
    .execute();
  const ids = new Map(rows.map((row) => [row.person_id, row.id]));
  const found = await addressees(tx, call.tenantId, people, ways);
  const now = call.clock.now();
  await queueMessages(
    tx,
    call,
    found.flatMap((one) => outgoing(one, telling, ids.get(one.personId)!, now)),
  );
  const summed = found.filter(
    (one) => one.mail !== null && one.digest.on && one.choiceOf(telling.type).mail === 'digest',
  );
  for (const one of summed) await armDigest(tx, call, one);
}

const notificationOf = ({ tenantId }: Call, telling: Telling, personId: string, change: number) => ({
  tenant_id: tenantId,
  id: newId(),
  person_id: personId,
  matter_kind: telling.matter.kind,
  matter_id: telling.matter.id,
  type: telling.type,
  urgency: telling.urgency,
  title: telling.title,
  text: telling.text,
  link: telling.link,
  state: 'unread' as const,
  times: 1,
  change,
  spoken_at: new Date(telling.at),
  seen_at: null,
});

/** What goes to a person at once: by the ways there are and that they have chosen. */
function outgoing(one: Addressee, telling: Telling, notificationId: string, now: Date) {
  const choice = one.choiceOf(telling.type);
  const urgent = telling.urgency === 'urgent';
  const heldUntil = urgent ? null : one.quietUntil(now);
  const words = {
    type: telling.type,
    urgency: telling.urgency,
    subject: telling.title,
    body: telling.text,
    link: telling.link,
  };
  const channels = [
    ...(one.mail !== null && choice.mail === 'at_once' ? (['mail'] as const) : []),
    ...(one.phone !== null && choice.sms === 'at_once' ? (['sms'] as const) : []),
  ];
  return channels.map((channel) => ({
    ...words,
    channel,
    heldUntil,
    notificationId,
    personId: one.personId,
    robot: null,
  }));
}

async function tellRobots(tx: Tx, call: Call, telling: Telling, ways: Ways): Promise<void> {
  const robots = await robotsFor(tx, call.tenantId, telling, ways, call.clock.now());
  const { type, urgency, title, text, link } = telling;
  await queueMessages(
    tx,
    call,
    robots.map(({ robot, heldUntil }) => ({
      channel: robot.channel,
      type,
      urgency,
      subject: title,
      body: text,
      link,
      heldUntil,
      notificationId: null,
      personId: null,
      robot,
    })),
  );
}
