import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Grants } from '../../platform/permission.ts';

/** 三员分立: one keeps accounts, the other guards how they are entered. Neither does the other's work. */
export const KEEPER: Grants = { system_administrator: 'territory' };
export const GUARD: Grants = { security_administrator: 'territory' };
export const BOTH: Grants = { ...KEEPER, ...GUARD };

/** Region of the organisation of a person's first post that has not ended; null for who has none, which is the city's business. */
export const regionOfPerson = sql<string | null>`(
  select organisation.region_code from post
  join organisation on organisation.tenant_id = post.tenant_id and organisation.id = post.organisation_id
  where post.tenant_id = account.tenant_id and post.person_id = account.person_id
  order by (post.valid_to is null) desc, post.position, post.id limit 1)`;

/** The account of the person whom an administrator's operation is about. */
export const accountTarget = {
  missing: '没有这个账号。它可能还没有开通，请回到账号列表查看。',
  async find(tx: Tx, tenantId: string, { personId }: { personId: string }) {
    const row = await tx
      .selectFrom('account')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .select(regionOfPerson.as('region'))
      .executeTakeFirst();
    return row ? { region: row.region } : null;
  },
};

/** The account, locked until the transaction ends. */
export const accountOf = (tx: Tx, tenantId: string, personId: string) =>
  tx
    .selectFrom('account')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .selectAll()
    .forUpdate()
    .executeTakeFirstOrThrow();

/** An administrator leaves their own account to the page "my account", or to another administrator. Throws OWN_ACCOUNT. */
export function notOwn(actor: Actor, personId: string): void {
  if (actor.personId === personId)
    throw new AppError('OWN_ACCOUNT', '不能这样处理自己的账号。请在“我的账号”里办理，或请另一位管理员办理。');
}

/** A machine's account has neither password nor session. Throws ACCOUNT_STATE. */
export function notService(account: { service: boolean }): void {
  if (account.service) throw new AppError('ACCOUNT_STATE', '这是接口账号，没有密码，也不能登录页面。');
}

export interface AdministratorCall {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}
