import { newId } from '../../platform/ids.ts';
import type { TestServer } from '../../testing/harness.ts';
import type { PermissionCase, PermissionCases, PersonThings, PlaceThings } from '../../testing/permission/case.ts';
import { sealRobot } from './robots.ts';

const own: PermissionCase = {
  rule: '每个人只看、只管自己的通知',
  who: 'signed-in',
  ask: () => ({}),
};
const keeping: PermissionCase = {
  rule: '外发消息和群机器人由市里的系统管理员管；县区的管理员，都当没有',
  who: { system_administrator: 'whole city' },
  ask: () => ({}),
  passed: ['NOT_FOUND'],
  token: null,
};
const robot = { name: '新机器人', channel: 'wecom', types: [], enabled: true };
const url = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=test';

export const cases: PermissionCases = {
  'notifications.list': own,
  'notifications.show-inbox': own,
  'notifications.stream': { ...own, ask: () => ({ query: { once: 'true' } }), token: null },
  'notifications.mark': {
    ...own,
    who: { 'signed-in': 'own' },
    ask: ({ things }) => ({ params: { notificationId: things.notification! }, body: { state: 'read' } }),
  },
  'notifications.read-all': { ...own, ask: () => ({ body: { upTo: 0 } }), token: 'notifications.mark' },
  'notifications.show-preferences': own,
  'notifications.set-preferences': {
    ...own,
    ask: () => ({ body: { quiet: null, digest: null, choices: {}, rowVersion: 0 } }),
    passed: ['EDIT_CONFLICT'],
  },
  'notifications.list-messages': keeping,
  'notifications.retry-message': {
    ...keeping,
    ask: ({ things }) => ({ params: { messageId: things.message! } }),
    passed: ['NOT_FOUND', 'EDIT_CONFLICT'],
  },
  'notifications.list-robots': keeping,
  'notifications.add-robot': { ...keeping, ask: () => ({ body: { ...robot, url } }) },
  'notifications.change-robot': {
    ...keeping,
    ask: ({ things }) => ({ params: { robotId: things.robot! }, body: { ...robot, rowVersion: 1 } }),
    passed: ['NOT_FOUND', 'EDIT_CONFLICT'],
  },
  'notifications.remove-robot': { ...keeping, ask: ({ things }) => ({ params: { robotId: things.robot! } }) },
  'notifications.test-robot': { ...keeping, ask: ({ things }) => ({ params: { robotId: things.robot! } }) },
};

/** A notification of somebody who calls nothing, a robot of its city, and a message that was not sent. */
export const things: PlaceThings = async ({ world: { server }, there }) => {
  const { tenantId, personId, place } = there;
  const [robot, message, somebody] = [newId(), newId(), newId()];
  await server.db.transaction(tenantId, async (tx) => {
    await tx.insertInto('person').values({ tenant_id: tenantId, id: somebody, name: '旁人' }).execute();
    await tx
      .insertInto('robot')
      .values({
        tenant_id: tenantId,
        id: robot,
        name: `机器人${place}`,
        channel: 'wecom',
        sealed: sealRobot(server.platform.keys, { url, secret: '' }),
        shown: url,
        signed: false,
        types: [],
        enabled: true,
      })
      .execute();
    await tx
      .insertInto('message')
      .values({
        tenant_id: tenantId,
        id: message,
        channel: 'mail',
        person_id: personId,
        robot_id: null,
        notification_id: null,
        type: 'digest',
        urgency: 'normal',
        subject: '测试',
        body: '测试',
        link: '/notifications',
        state: 'failed',
        held_until: null,
        due_at: null,
        last_error: '测试',
        created_at: server.clock.now(),
        ended_at: server.clock.now(),
      })
      .execute();
  });
  return { robot, message, ...(await notificationOf(server, tenantId, somebody, 1)) };
};

export const mine: PersonThings = ({ world: { server }, caller: { tenantId, personId } }) =>
  notificationOf(server, tenantId, personId, 2);

/** A notification that is this person's. */
async function notificationOf({ db, clock }: TestServer, tenantId: string, personId: string, change: number) {
  const notification = newId();
  await db.transaction(tenantId, async (tx) => {
    await tx
      .insertInto('inbox')
      .values({ tenant_id: tenantId, person_id: personId, last_change: 2, digest_due_at: null })
      // Who is there at a place calls as well.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await tx
      .insertInto('notification')
      .values({
        tenant_id: tenantId,
        id: notification,
        person_id: personId,
        matter_kind: 'thing',
        matter_id: notification,
        type: 'test',
        urgency: 'normal',
        title: '测试',
        text: '测试',
        link: '/',
        state: 'unread',
        times: 1,
        change,
        spoken_at: clock.now(),
        seen_at: null,
      })
      .execute();
  });
  return { notification };
}
