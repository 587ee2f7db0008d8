import { z } from 'zod';
import { Uuid } from '../../../contract.ts';
import type { Tx } from '../../../platform/db/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { operation } from '../../../platform/operation.ts';
import { record } from '../../record/index.ts';
import { accountOf, accountTarget, GUARD, notService } from '../administration.ts';
import { NewSsoIdentity, SsoIdentities } from '../contract.ts';
import { sessionsEnded, ssoLinked, ssoUnlinked } from '../events.ts';
import { endSessions } from '../sessions.ts';
import { notSet } from './begin-sso.ts';
import { ssoOf } from './setting.ts';

const OfAccount = z.object({ personId: Uuid });

export const listSsoIdentities = operation({
  name: 'accounts.list-sso',
  may: GUARD,
  target: accountTarget,
  input: OfAccount,
  output: SsoIdentities,
  run: ({ tx, actor, input: { personId } }) => identitiesOf(tx, actor.tenantId, personId),
});

/** From now on the provider's person signs in as this one. */
export const linkSso = operation({
  name: 'accounts.link-sso',
  may: GUARD,
  target: accountTarget,
  leaves: [ssoLinked],
  input: OfAccount.extend(NewSsoIdentity.shape),
  output: SsoIdentities,
  run: async ({ tx, actor, clock, input: { personId, subject, why } }) => {
    const { tenantId } = actor;
    const set = await ssoOf(tx, tenantId);
    if (!set) throw notSet();
    notService(await accountOf(tx, tenantId, personId));
    const { issuer } = set;
    const linked = await tx
      .insertInto('sso_identity')
      .values({
        tenant_id: tenantId,
        issuer,
        subject,
        person_id: personId,
        linked_at: clock.now(),
        linked_by: actor.personId,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('subject')
      .executeTakeFirst();
    if (!linked)
      throw new AppError('ACCOUNT_TAKEN', '这个用户标识已关联了别的账号，或此账号已有关联。请先解除原来的关联。');
    await record(tx, {
      actor,
      clock,
      type: ssoLinked,
      subject: personId,
      before: null,
      after: { issuer, subject },
      why,
    });
    return identitiesOf(tx, tenantId, personId);
  },
});

/** Sessions that came in by it may be running, so all end. */
export const unlinkSso = operation({
  name: 'accounts.unlink-sso',
  may: GUARD,
  target: accountTarget,
  leaves: [ssoUnlinked, sessionsEnded],
  input: OfAccount.extend(NewSsoIdentity.shape),
  output: SsoIdentities,
  run: async ({ tx, actor, clock, input: { personId, subject, why } }) => {
    const { tenantId } = actor;
    const gone = await tx
      .deleteFrom('sso_identity')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .where('subject', '=', subject)
      .returning(['issuer', 'subject'])
      .executeTakeFirst();
    if (!gone) throw new AppError('NOT_FOUND', '没有这个关联，它可能已经解除。请刷新页面。');
    await endSessions({ tx, actor, clock }, personId, {}, why);
    await record(tx, { actor, clock, type: ssoUnlinked, subject: personId, before: gone, after: null, why });
    return identitiesOf(tx, tenantId, personId);
  },
});

async function identitiesOf(tx: Tx, tenantId: string, personId: string) {
  const rows = await tx
    .selectFrom('sso_identity')
    .leftJoin('person as linker', (join) =>
      join.onRef('linker.tenant_id', '=', 'sso_identity.tenant_id').onRef('linker.id', '=', 'sso_identity.linked_by'),
    )
    .where('sso_identity.tenant_id', '=', tenantId)
    .where('sso_identity.person_id', '=', personId)
    .orderBy('sso_identity.linked_at')
    .select(['issuer', 'subject', 'linked_at', 'linker.name as linker'])
    .execute();
  return {
    identities: rows.map(({ issuer, subject, linked_at, linker }) => ({
      issuer,
      subject,
      linkedAt: linked_at.toISOString(),
      linkedBy: linker ?? '按账号自动关联',
    })),
  };
}
