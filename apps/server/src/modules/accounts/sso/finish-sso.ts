import type { Actor } from '../../../platform/actor.ts';
import { hashToken } from '../../../platform/auth.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { operation } from '../../../platform/operation.ts';
import { record } from '../../record/index.ts';
import { Me, SsoReturn } from '../contract.ts';
import { signedIn, ssoLinked } from '../events.ts';
import { accountNamed } from '../queries.ts';
import { beginSession } from '../sessions.ts';
import { meView } from '../view.ts';
import { notSet } from './begin-sso.ts';
import type { SsoChecks, SsoPerson } from './provider.ts';
import { callbackOf, providerOf, SSO_PURPOSE, ssoOf } from './setting.ts';

export const finishSso = operation({
  name: 'accounts.finish-sso',
  may: 'anyone',
  leaves: [signedIn, ssoLinked],
  input: SsoReturn,
  output: Me,
  prepare: async ({ transaction, actor: { tenantId }, clock, keys, input, origin }) => {
    const { set, attempt } = await transaction(async (tx) => ({
      set: await ssoOf(tx, tenantId),
      // Gone whatever becomes of it: an answer is good for one try.
      attempt: await tx
        .deleteFrom('sso_attempt')
        .where('tenant_id', '=', tenantId)
        .where('token_hash', '=', hashToken(input.attempt))
        .returning(['checks', 'expires_at'])
        .executeTakeFirst(),
    }));
    if (!set) throw notSet();
    if (!attempt || attempt.expires_at <= clock.now())
      throw new AppError('SSO_FAILED', '这次统一认证登录已经用过或已过期。请回到登录页重新登录。');
    const checks = JSON.parse(Buffer.from(keys.decrypt(SSO_PURPOSE, attempt.checks)).toString()) as SsoChecks;
    const returned = new URL(callbackOf(set, origin));
    returned.search = input.query;
    const person = await providerOf(set).finish(returned, checks);
    return { person, accountClaim: set.accountClaim };
  },
  run: async ({ tx, actor, clock, keys, prepared: { person, accountClaim }, operations, reply }) => {
    const call = { tx, actor, clock };
    const personId = (await linkedTo(call, person)) ?? (await linkByClaim(call, person, accountClaim));
    if (!personId)
      throw new AppError(
        'SSO_UNKNOWN',
        '统一认证里有您，但本系统没有与之关联的可用账号。请把下面的用户标识告诉安全管理员办理关联。',
        { subject: person.subject },
      );
    const token = person.token && keys.encrypt(SSO_PURPOSE, Buffer.from(person.token));
    const arrived = await beginSession({ ...call, reply }, personId, 'sso', token);
    return meView(tx, arrived, clock, operations);
  },
});

interface Call {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

async function linkedTo({ tx, actor }: Call, { issuer, subject }: SsoPerson): Promise<string | null> {
  const row = await tx
    .selectFrom('sso_identity')
    .innerJoin('account', (join) =>
      join
        .onRef('account.tenant_id', '=', 'sso_identity.tenant_id')
        .onRef('account.person_id', '=', 'sso_identity.person_id'),
    )
    .where('sso_identity.tenant_id', '=', actor.tenantId)
    .where('sso_identity.issuer', '=', issuer)
    .where('sso_identity.subject', '=', subject)
    .where('account.disabled_at', 'is', null)
    .select('sso_identity.person_id')
    .executeTakeFirst();
  return row?.person_id ?? null;
}

/** The provider's own word for the account, where the city trusts it. An account that is linked already keeps its link. */
async function linkByClaim({ tx, actor, clock }: Call, person: SsoPerson, claim: string): Promise<string | null> {
  const name = claim ? person.claims[claim] : null;
  if (typeof name !== 'string' || !name) return null;
  const account = await accountNamed(tx, actor.tenantId, name);
  if (!account?.password_hash || account.disabled_at) return null;
  const { issuer, subject } = person;
  const linked = await tx
    .insertInto('sso_identity')
    .values({
      tenant_id: actor.tenantId,
      issuer,
      subject,
      person_id: account.person_id,
      linked_at: clock.now(),
      linked_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('person_id')
    .executeTakeFirst();
  if (!linked) return null;
  await record(tx, {
    actor,
    clock,
    type: ssoLinked,
    subject: linked.person_id,
    before: null,
    after: { issuer, subject },
  });
  return linked.person_id;
}
