import { newId } from '../../platform/ids.ts';
import type { TestServer } from '../../testing/harness.ts';
import type {
  PermissionCase,
  PermissionCases,
  PersonThings,
  PlaceThings,
  There,
} from '../../testing/permission/case.ts';

const ofAccount = ({ personId }: There) => ({ params: { personId } });
const withReason = ({ personId }: There) => ({ params: { personId }, body: { why: '核实无误' } });

const keeping: PermissionCase = {
  rule: '账号由系统管理员开通和停用',
  who: { system_administrator: 'own government and below' },
  ask: withReason,
  token: null,
};
const guarding: PermissionCase = {
  rule: '账号怎样登录由安全管理员管',
  who: { security_administrator: 'own government and below' },
  ask: withReason,
  token: null,
};
const seeing: PermissionCase = {
  rule: '账号的情况系统管理员和安全管理员都看得到',
  who: {
    system_administrator: 'own government and below',
    security_administrator: 'own government and below',
  },
  ask: ofAccount,
  token: null,
};
const own: PermissionCase = {
  rule: '自己的账号自己管',
  who: 'signed-in',
  ask: () => ({}),
  token: null,
};
const anyone: PermissionCase = { rule: '登录不需要先登录', who: 'anyone', ask: () => ({}) };
const despite = ['password', 'second_factor'] as const;
const code = { code: '123456' };
const token = { name: '测试', scopes: ['ledgers.*'], expiresOn: '2026-12-31' };

export const cases: PermissionCases = {
  'accounts.sign-in': {
    ...anyone,
    ask: () => ({ body: { account: 'nobody', password: 'nothing' } }),
    passed: ['SIGN_IN_FAILED', 'ACCOUNT_LOCKED'],
  },
  'accounts.greet': anyone,
  'accounts.begin-sso': { ...anyone, passed: ['SSO_NOT_SET'] },
  'accounts.finish-sso': {
    ...anyone,
    ask: () => ({ body: { attempt: 'none', query: '' } }),
    passed: ['SSO_NOT_SET'],
  },
  'accounts.who-may': { ...own, ask: () => ({ params: { operation: 'reports.import' } }) },
  'accounts.sign-out': { ...own, despite },
  'accounts.me': { ...own, despite },
  'accounts.show-own': { ...own, despite },
  'accounts.give-second-factor': {
    ...own,
    ask: () => ({ body: code }),
    despite: ['second_factor'],
    passed: ['SECOND_FACTOR_STATE'],
  },
  'accounts.change-password': {
    ...own,
    ask: () => ({ body: { current: 'falsch', password: 'Neu-und-gut-1' } }),
    despite: ['password'],
    passed: ['PASSWORD_WRONG', 'ACCOUNT_LOCKED'],
  },
  'accounts.begin-second-factor': { ...own, despite: ['second_factor'] },
  'accounts.confirm-second-factor': {
    ...own,
    ask: () => ({ body: code }),
    despite: ['second_factor'],
    passed: ['SECOND_FACTOR_STATE', 'SECOND_FACTOR_WRONG', 'ACCOUNT_LOCKED'],
  },
  'accounts.remove-second-factor': {
    ...own,
    ask: () => ({ body: { password: 'falsch' } }),
    passed: ['PASSWORD_WRONG', 'ACCOUNT_LOCKED'],
  },
  'accounts.make-recovery-codes': {
    ...own,
    ask: () => ({ body: code }),
    passed: ['SECOND_FACTOR_STATE', 'ACCOUNT_LOCKED'],
  },
  'accounts.list-own-sessions': own,
  'accounts.end-own-sessions': own,
  'accounts.end-own-session': {
    ...own,
    who: { 'signed-in': 'own' },
    ask: ({ things }) => ({ params: { sessionId: things.someSession! } }),
  },
  'accounts.list-own-token-scopes': own,
  'accounts.list-own-tokens': own,
  // An administrator has no permission that a token may be for.
  'accounts.create-own-token': { ...own, ask: () => ({ body: token }), passed: ['TOKEN_SCOPE'] },
  'accounts.revoke-own-token': {
    ...own,
    who: { 'signed-in': 'own' },
    ask: ({ things }) => ({ params: { tokenId: things.someToken! } }),
  },

  'accounts.list': {
    ...seeing,
    ask: () => ({ query: { limit: '200' } }),
    shows: ({ personId }) => `"personId":"${personId}"`,
  },
  'accounts.show': seeing,
  'accounts.history': {
    rule: '账号的历史三员都看得到',
    who: { administrators: 'own government and below' },
    ask: ofAccount,
  },
  'accounts.create': {
    ...keeping,
    ask: ({ things }) => ({
      body: { personId: things.newcomer!, account: `neu-${things.newcomer!.slice(-8)}`, why: '新到岗' },
    }),
  },
  'accounts.disable': keeping,
  'accounts.enable': { ...keeping, passed: ['ACCOUNT_STATE'] },
  'accounts.list-tokens': seeing,
  'accounts.list-token-scopes': { ...keeping, ask: ofAccount },
  'accounts.create-token': {
    ...keeping,
    ask: (there) => ({ ...ofAccount(there), body: token }),
    passed: ['ACCOUNT_STATE'],
  },
  'accounts.revoke-token': {
    ...seeing,
    ask: ({ personId, things }) => ({
      params: { personId, tokenId: things.token! },
      body: { why: '停用' },
    }),
  },
  'accounts.unlock': { ...guarding, passed: ['ACCOUNT_STATE'] },
  'accounts.reset-password': guarding,
  'accounts.reset-second-factor': { ...guarding, passed: ['SECOND_FACTOR_STATE'] },
  'accounts.list-sessions': { ...guarding, ask: ofAccount },
  'accounts.end-sessions': guarding,
  'accounts.list-sso': { ...guarding, ask: ofAccount },
  'accounts.link-sso': {
    ...guarding,
    ask: ({ personId }) => ({ params: { personId }, body: { subject: 'neu', why: '本人申请' } }),
    passed: ['SSO_NOT_SET'],
  },
  'accounts.unlink-sso': {
    ...guarding,
    ask: ({ personId }) => ({ params: { personId }, body: { subject: personId, why: '本人申请' } }),
  },
};

/** A session, a token and an identity of the place's reporter; somebody there without an account; and of theirs both. */
export const things: PlaceThings = async ({ world: { server }, there }) => {
  const { tenantId, organisationId, personId } = there;
  const now = server.clock.now();
  const newcomer = newId();
  const token = newId();
  await server.db.transaction(tenantId, async (tx) => {
    await tx.insertInto('person').values({ tenant_id: tenantId, id: newcomer, name: '新到岗' }).execute();
    await tx
      .insertInto('post')
      .values({
        tenant_id: tenantId,
        id: newId(),
        person_id: newcomer,
        organisation_id: organisationId,
        title: '干部',
        role: 'viewer',
        granted_at: now,
        position: 0,
        valid_from: '2020-01-01',
        valid_to: null,
      })
      .execute();
    await tx
      .insertInto('session')
      .values(sessionOf(tenantId, personId, newId(), now))
      .execute();
    await tx
      .insertInto('api_token')
      .values(tokenOf(tenantId, personId, token, now))
      .execute();
    await tx
      .insertInto('sso_identity')
      .values({
        tenant_id: tenantId,
        issuer: 'https://sso.luoshi.example',
        subject: personId,
        person_id: personId,
        linked_at: now,
        linked_by: null,
      })
      .execute();
  });
  return { newcomer, token, ...(await someOf(server, tenantId, newcomer)) };
};

export const mine: PersonThings = ({ world: { server }, caller: { tenantId, personId } }) =>
  someOf(server, tenantId, personId);

/** A session and a token that are this person's. */
async function someOf({ db, clock }: TestServer, tenantId: string, personId: string) {
  const some = { someSession: newId(), someToken: newId() };
  await db.transaction(tenantId, async (tx) => {
    await tx
      .insertInto('session')
      .values(sessionOf(tenantId, personId, some.someSession, clock.now()))
      .execute();
    await tx
      .insertInto('api_token')
      .values(tokenOf(tenantId, personId, some.someToken, clock.now()))
      .execute();
  });
  return some;
}

const sessionOf = (tenant_id: string, person_id: string, id: string, now: Date) => ({
  tenant_id,
  id,
  token_hash: id,
  person_id,
  created_at: now,
  expires_at: new Date('2036-01-01'),
  last_seen_at: now,
  idle_minutes: 10_000,
});

const tokenOf = (tenant_id: string, person_id: string, id: string, now: Date) => ({
  tenant_id,
  id,
  token_hash: id,
  prefix: 'luoshi_test',
  person_id,
  name: '测试',
  scopes: ['ledgers.*'],
  created_at: now,
  created_by: person_id,
  expires_at: new Date('2036-01-01'),
  last_used_at: null,
  revoked_at: null,
});
