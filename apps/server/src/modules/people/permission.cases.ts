import { newId } from '../../platform/ids.ts';
import { buildOrganisation, buildPerson } from '../../testing/builders.ts';
import type { TestServer } from '../../testing/harness.ts';
import type {
  Ask,
  PermissionCase,
  PermissionCases,
  PersonThings,
  PlaceThings,
  There,
} from '../../testing/permission/case.ts';

const why = '工作需要';
const on = '2026-03-02';
const ofUnit = ({ organisationId }: There): Ask => ({ params: { organisationId } });
const ofPerson = ({ personId }: There): Ask => ({ params: { personId } });

const known: PermissionCase = {
  rule: '单位、发文机关和分管领导的名称，登录的人都看得到',
  who: { 'signed-in': 'whole city' },
  ask: () => ({}),
};

/** A change of an organisation. */
const arranging = (body: (there: There) => object, passed: PermissionCase['passed'] = []): PermissionCase => ({
  rule: '系统管理员只调整本级和下级的单位',
  who: { system_administrator: 'own government and below' },
  ask: (there) => ({ ...ofUnit(there), body: { rowVersion: 1, on, why, ...body(there) } }),
  passed,
  token: null,
});

const looking: PermissionCase = {
  rule: '部门的人只看到本单位的人员，政府办、领导和三员看到本级和下级的',
  who: {
    supervision: 'own government and below',
    county_office: 'own government and below',
    leader: 'own government and below',
    project_office: 'own government and below',
    duty_officer: 'own government and below',
    business: 'own organisation',
    administrators: 'own government and below',
  },
  ask: ofPerson,
  token: 'people.read',
};

/** A change of a person or a post. */
const staffing = (ask: PermissionCase['ask'], passed: PermissionCase['passed'] = []): PermissionCase => ({
  rule: '系统管理员只登记和任免本级和下级的人员',
  who: { system_administrator: 'own government and below' },
  ask,
  passed,
  token: null,
});

const lending = (ask: PermissionCase['ask'], passed: PermissionCase['passed'] = []): PermissionCase => ({
  rule: '代理人由本人指定，审核人可以替本单位的人指定，系统管理员可以替本级和下级的人指定',
  who: {
    approver: 'own organisation',
    system_administrator: 'own government and below',
    business: 'own',
    administrators: 'own',
  },
  ask,
  passed,
  token: 'people.set-deputy',
});

const granting = (body: object): PermissionCase => ({
  rule: '安全管理员只授权本级和下级的岗位',
  who: { security_administrator: 'own government and below' },
  ask: ({ things }) => ({ body: { postIds: [things.waiting!], ...body } }),
  token: null,
});

const organ = ({ things }: There): object => ({
  name: `发文机关${things.waiting}`,
  prefixes: { breakdown: `字${things.waiting!.slice(-12)}` },
  why,
});

export const cases: PermissionCases = {
  'people.organisations': known,
  'people.organs': known,
  'people.sponsors': known,
  'people.show-organisation': { ...known, ask: ofUnit },
  'people.organisation-history': {
    rule: '单位的改动记录，本级、下级和上级的都看得到，同级别县的看不到',
    who: { 'signed-in': 'own government, below, and what is issued above' },
    ask: ofUnit,
  },
  'people.add-organisation': {
    ...arranging(() => ({})),
    ask: ({ organisationId, things }) => ({
      body: {
        code: `N${things.waiting!.slice(-12)}`,
        name: '新设单位',
        shortName: '新设单位',
        kind: 'department',
        parentId: organisationId,
        on,
        why,
      },
    }),
  },
  'people.rename-organisation': arranging(() => ({ name: '新名称', shortName: '新简称' })),
  'people.move-organisation': arranging(({ things }) => ({ parentId: things.heir! })),
  'people.describe-organisation': arranging(() => ({ aliases: ['别名'], function: '', duties: [] })),
  'people.set-members': arranging(() => ({ memberIds: [] }), ['INPUT_INVALID']),
  'people.end-organisation': arranging(() => ({}), ['ORGANISATION_IN_USE']),
  'people.split-organisation': arranging(
    ({ things }) => ({ successorIds: [things.heir!, things.otherHeir!] }),
    ['ORGANISATION_IN_USE'],
  ),
  'people.merge-organisations': {
    ...arranging(() => ({}), ['ORGANISATION_IN_USE']),
    ask: ({ organisationId, things }) => ({
      body: { on, why, organisationIds: [organisationId], successorId: things.heir! },
    }),
  },
  'people.order-organisations': {
    ...arranging(() => ({})),
    ask: ({ organisationId, things }) => ({ body: { on, why, organisationIds: [things.heir!, organisationId] } }),
  },
  'people.add-organ': {
    ...arranging(() => ({})),
    ask: (there) => ({
      body: { ...organ(there), regionCode: there.regionCode, organisationId: there.organisationId },
    }),
  },
  'people.change-organ': {
    ...arranging(() => ({})),
    ask: (there) => ({
      params: { organId: there.organId },
      body: { ...organ(there), rowVersion: 1, organisationId: there.organisationId },
    }),
  },
  'people.end-organ': {
    ...arranging(() => ({})),
    ask: ({ organId }) => ({ params: { organId }, body: { rowVersion: 1, on, why } }),
  },

  'people.list': {
    ...looking,
    ask: () => ({ query: { limit: '200' } }),
    shows: ({ personId }) => `"id":"${personId}"`,
  },
  'people.show-person': looking,
  'people.person-history': {
    rule: '人员的改动记录只有三员看得到',
    who: { administrators: 'own government and below' },
    ask: ofPerson,
    token: null,
  },
  'people.show-contact': {
    rule: '电话和邮箱只给要联系人的人看，每看一次都留痕；自己的自己看得到',
    who: {
      supervision: 'own government and below',
      county_office: 'own government and below',
      leader: 'own government and below',
      duty_officer: 'own government and below',
      approver: 'own organisation',
      system_administrator: 'own government and below',
      business: 'own',
      administrators: 'own',
    },
    ask: ({ things }) => ({ params: { personId: things.holder! } }),
  },
  'people.add-person': staffing(({ organisationId }) => ({ body: { name: '新人', organisationId, why } })),
  'people.change-person': staffing((there) => ({
    ...ofPerson(there),
    body: { rowVersion: 1, phone: '13900001234', why },
  })),
  'people.add-post': staffing(
    ({ personId, organisationId }) => ({
      params: { personId },
      body: { organisationId, title: '兼职', role: 'viewer', validFrom: on, why },
    }),
    ['ADMINISTRATORS_APART'],
  ),
  'people.change-post': staffing(({ postId }) => ({ params: { postId }, body: { rowVersion: 1, title: '科长', why } })),
  'people.end-post': staffing(({ postId }) => ({ params: { postId }, body: { rowVersion: 1, on, why } })),
  'people.set-deputy': lending(
    ({ things }) => ({
      params: { postId: things.heldPost! },
      body: { personId: things.colleague!, validFrom: on, validTo: null, why },
    }),
    ['ADMINISTRATORS_APART', 'DEPUTY_OVERLAP'],
  ),
  'people.end-deputy': lending(({ things }) => ({
    params: { deputyId: things.deputy! },
    body: { rowVersion: 1, on, why },
  })),
  'people.list-grants': {
    rule: '待授权的岗位三员都看得到，限本级和下级',
    who: { administrators: 'own government and below' },
    ask: () => ({}),
    shows: ({ things }) => `"id":"${things.waiting!}"`,
    token: null,
  },
  'people.grant': granting({}),
  'people.withdraw': granting({ why }),
};

/** Two organisations that could take over; somebody of the unit with a post, their colleague, a post that waits, a deputy. */
export const things: PlaceThings = async ({ world: { server }, there }) => {
  const { tenantId, organisationId } = there;
  const held = await server.db.transaction(tenantId, async (tx) => {
    const holder = await buildPerson(tx, tenantId, { name: '岗位本人', role: 'viewer', organisationId });
    const post = await tx
      .selectFrom('post')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', holder)
      .select('id')
      .executeTakeFirstOrThrow();
    return { holder, heldPost: post.id };
  });
  return { ...held, ...(await heirs(server, there)), ...(await colleague(server, there, held.heldPost)) };
};

export const mine: PersonThings = async ({ world: { server }, caller }) => ({
  holder: caller.personId,
  heldPost: caller.postId,
  ...(await heirs(server, caller)),
  ...(await colleague(server, caller, caller.postId)),
});

type Where = Pick<There, 'tenantId' | 'regionCode' | 'organisationId'>;

const heirs = ({ db }: TestServer, { tenantId, regionCode }: Where) =>
  db.transaction(tenantId, async (tx) => ({
    heir: await buildOrganisation(tx, tenantId, { region_code: regionCode }),
    otherHeir: await buildOrganisation(tx, tenantId, { region_code: regionCode }),
  }));

const colleague = ({ db }: TestServer, { tenantId, organisationId }: Where, postId: string) =>
  db.transaction(tenantId, async (tx) => {
    const given = { name: '同事', role: 'viewer' as const, organisationId };
    const person = await buildPerson(tx, tenantId, given);
    const post = { tenant_id: tenantId, valid_from: '2020-01-01', valid_to: null, granted_at: null };
    const waiting = newId();
    await tx
      .insertInto('post')
      .values({
        ...post,
        id: waiting,
        person_id: person,
        organisation_id: organisationId,
        title: '兼任',
        role: 'reporter',
        position: 9,
      })
      .execute();
    // Of no role, so that they may stand in for an administrator too.
    const standIn = newId();
    await tx.insertInto('person').values({ tenant_id: tenantId, id: standIn, name: '代理人' }).execute();
    const deputy = newId();
    await tx
      .insertInto('deputy')
      .values({ ...post, id: deputy, post_id: postId, person_id: standIn, reason: why, set_by: null })
      .execute();
    return { colleague: person, waiting, deputy };
  });
