import { onBehalfOf } from '../../platform/actor.ts';
import { newId } from '../../platform/ids.ts';
import type { Ask, PermissionCase, PermissionCases, PlaceThings, There } from '../../testing/permission/case.ts';
import { record } from './index.ts';
import { personalRevealed } from './mask.ts';

const auditing = (ask: (there: There) => Ask = () => ({})): PermissionCase => ({
  rule: '留痕由市级审计管理员查阅、核对、导出，别人看不到',
  who: { audit_administrator: 'whole city' },
  ask,
  // To an administrator of a county there is none.
  passed: ['NOT_FOUND'],
});
const deciding: PermissionCase = {
  rule: '注销个人信息由市级系统管理员确认',
  who: { system_administrator: 'whole city' },
  ask: ({ things }) => ({ params: { erasureId: things.erasure! }, body: { rowVersion: 1 } }),
  passed: ['NOT_FOUND'],
};

export const cases: PermissionCases = {
  'record.read': auditing(),
  'record.words': { ...auditing(), token: 'record.read' },
  'record.state': { ...auditing(), token: 'record.read' },
  'record.show': { ...auditing(({ things }) => ({ params: { eventId: things.event! } })), token: 'record.read' },
  'record.show-check': { ...auditing(({ things }) => ({ params: { checkId: things.check! } })), token: 'record.read' },
  'record.verify': auditing(),
  'record.export': auditing(),
  'record.checkpoint': auditing(),
  'record.download': {
    ...auditing(({ things }) => ({ params: { checkId: things.check! } })),
    token: 'record.export',
  },
  'record.list-erasures': {
    rule: '注销申请由市级安全管理员和系统管理员看',
    who: { security_administrator: 'whole city', system_administrator: 'whole city' },
    ask: () => ({}),
    passed: ['NOT_FOUND'],
  },
  'record.ask-erasure': {
    rule: '注销个人信息由市级安全管理员申请',
    who: { security_administrator: 'whole city' },
    ask: ({ things }) => ({ body: { personId: things.leaver!, why: '本人申请' } }),
    passed: ['NOT_FOUND'],
  },
  'record.confirm-erasure': deciding,
  'record.refuse-erasure': deciding,
};

/** An event, a verification, somebody who has left, and somebody whose erasure has been asked for. */
export const things: PlaceThings = async ({ world: { server }, there }) => {
  const { tenantId, personId } = there;
  return server.db.transaction(tenantId, async (tx) => {
    const actor = onBehalfOf(tenantId, { id: personId, name: '测试' });
    const at = server.clock.now();
    const fact = { actor, clock: server.clock, type: personalRevealed, subject: personId, before: null };
    const event = await record(tx, { ...fact, after: { fields: ['电话'] } });
    const check = newId();
    const asked = { tenant_id: tenantId, asked_by: personId, asked_at: at };
    await tx
      .insertInto('record_check')
      .values({ ...asked, id: check, kind: 'verification', finished_at: null, sha256: null, error: null })
      .execute();
    const [leaver, gone] = [newId(), newId()];
    for (const id of [leaver, gone])
      await tx.insertInto('person').values({ tenant_id: tenantId, id, name: '测试离任' }).execute();
    const erasure = newId();
    await tx
      .insertInto('erasure')
      .values({
        ...asked,
        id: erasure,
        person_id: gone,
        state: 'asked',
        why: '退休',
        decided_by: null,
        decided_at: null,
      })
      .execute();
    return { event, check, leaver, erasure };
  });
};
