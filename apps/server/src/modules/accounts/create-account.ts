import { sql } from 'kysely';
import { hashPassword } from '../../platform/auth.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { accountRow } from './account-rows.ts';
import { KEEPER } from './administration.ts';
import { CreatedAccount, NewAccount } from './contract.ts';
import { accountCreated } from './events.ts';
import { chancePassword } from './new-password.ts';
import { passwordRules } from './rules.ts';

/** An account for a person who has none, with a password of chance that is good for setting one's own. */
export const createAccount = operation({
  name: 'accounts.create',
  may: KEEPER,
  target: {
    missing: '没有这个人员。请先在“人员”里登记，再开通账号。',
    find: async (tx, tenantId, { personId }) => {
      const row = await tx
        .selectFrom('person')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', personId)
        .select(regionBefore.as('region'))
        .executeTakeFirst();
      return row ? { region: row.region } : null;
    },
  },
  secret: true,
  status: 201,
  leaves: [accountCreated],
  input: NewAccount,
  output: CreatedAccount,
  prepare: async ({ transaction, actor, input }) => {
    if (input.service) return null;
    const password = chancePassword(input.account, await transaction((tx) => passwordRules(tx, actor.tenantId)));
    return { password, hash: await hashPassword(password) };
  },
  run: async ({ tx, actor, clock, input: { personId, account, service, why }, prepared }) => {
    const { tenantId } = actor;
    const name = account.normalize('NFC');
    await refuseWhereTaken(tx, tenantId, personId, name);
    await tx
      .insertInto('account')
      .values({
        tenant_id: tenantId,
        name,
        person_id: personId,
        password_hash: prepared?.hash ?? null,
        service,
        must_change: !service,
        password_changed_at: clock.now(),
        disabled_at: null,
        demo_password: null,
        created_at: clock.now(),
      })
      .execute();
    const after = { account: name, service };
    await record(tx, { actor, clock, type: accountCreated, subject: personId, before: null, after, why });
    return { account: await accountRow(tx, tenantId, clock, personId), password: prepared?.password ?? null };
  },
});

/** Where a person belongs who has no account yet. */
const regionBefore = sql<string | null>`(
  select organisation.region_code from post
  join organisation on organisation.tenant_id = post.tenant_id and organisation.id = post.organisation_id
  where post.tenant_id = person.tenant_id and post.person_id = person.id
  order by (post.valid_to is null) desc, post.position, post.id limit 1)`;

async function refuseWhereTaken(tx: Tx, tenantId: string, personId: string, name: string): Promise<void> {
  const there = await tx
    .selectFrom('account')
    .where('tenant_id', '=', tenantId)
    .where((where) =>
      where.or([where('person_id', '=', personId), where(sql<string>`lower(name)`, '=', name.toLowerCase())]),
    )
    .select(['name', 'person_id'])
    .executeTakeFirst();
  if (!there) return;
  throw new AppError(
    'ACCOUNT_TAKEN',
    there.person_id === personId
      ? `此人已有账号“${there.name}”。一人一个账号；停用的可以重新启用。`
      : `账号“${there.name}”已被别人使用（不分大小写）。请换一个。`,
  );
}
