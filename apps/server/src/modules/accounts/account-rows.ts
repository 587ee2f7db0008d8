import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { readSetting } from '../../platform/settings.ts';
import type { Role } from '../people/contract.ts';
import type { AccountRow, AccountState } from './contract.ts';
import { passwordSetting } from './rules.ts';

interface Row {
  personId: string;
  person: string;
  account: string;
  service: boolean;
  state: AccountState;
  lockedUntil: Date | null;
  disabledWhy: string;
  passwordDue: boolean;
  secondFactor: boolean;
  lastSignedInAt: Date | null;
  sessions: number;
  tokens: number;
  post: string | null;
  roles: Role[] | null;
}

/** The city's accounts as their administrators see them; `maximumDays` is how long a password is good. */
function accountsSql(tenantId: string, clock: Clock, maximumDays: number, matching: RawBuilder<boolean>) {
  const now = clock.now();
  const today = clock.today();
  return sql<Row>`
    select account.person_id as "personId", person.name as person, account.name as account, account.service,
      case when account.disabled_at is not null then 'disabled' when failure.locked_until > ${now} then 'locked'
        when account.last_signed_in_at is null and not account.service then 'never_signed_in' else 'active' end as state,
      case when failure.locked_until > ${now} then failure.locked_until end as "lockedUntil",
      account.disabled_why as "disabledWhy",
      not account.service and not (tenant.demo and account.demo_password is not null)
        and (account.must_change or account.password_changed_at + ${maximumDays} * interval '1 day' <= ${now}) as "passwordDue",
      exists (select from second_factor factor where factor.tenant_id = account.tenant_id
        and factor.person_id = account.person_id and factor.confirmed_at is not null) as "secondFactor",
      account.last_signed_in_at as "lastSignedInAt",
      (select count(*)::int from session where session.tenant_id = account.tenant_id
        and session.person_id = account.person_id and session.expires_at > ${now}
        and session.last_seen_at + session.idle_minutes * interval '1 minute' > ${now}) as sessions,
      (select count(*)::int from api_token token where token.tenant_id = account.tenant_id
        and token.person_id = account.person_id and token.revoked_at is null and token.expires_at > ${now}) as tokens,
      held.post, held.roles
    from account
    join tenant on tenant.id = account.tenant_id
    join person on person.tenant_id = account.tenant_id and person.id = account.person_id
    left join sign_in_failure failure on failure.tenant_id = account.tenant_id
      and failure.name_hash = encode(sha256(convert_to(account.name, 'UTF8')), 'hex')
    left join lateral (
      select array_agg(distinct post.role) as roles,
        (array_agg(organisation.short_name || ' ' || post.title order by post.position, post.id))[1] as post
      from post join organisation on organisation.tenant_id = post.tenant_id and organisation.id = post.organisation_id
      where post.tenant_id = account.tenant_id and post.person_id = account.person_id and post.granted_at is not null
        and post.valid_from <= ${today}::date and (post.valid_to is null or post.valid_to > ${today}::date)
    ) held on true
    where account.tenant_id = ${tenantId} and ${matching}`;
}

/** A page of those that match, after an account's name. `total` counts all pages. */
export async function accountPage(
  tx: Tx,
  tenantId: string,
  clock: Clock,
  of: { matching: RawBuilder<boolean>; state: AccountState | null; after: string | null; limit: number },
): Promise<{ accounts: AccountRow[]; total: number; nextCursor: string | null }> {
  const { maximumDays } = await readSetting(tx, tenantId, passwordSetting);
  const found = accountsSql(tenantId, clock, maximumDays, of.matching);
  const inState = of.state ? sql`state = ${of.state}` : sql`true`;
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from (${found}) found where ${inState}`.execute(tx);
  const { rows } = await sql<Row>`
    select * from (${found}) found where ${inState} and ${of.after === null ? sql`true` : sql`account > ${of.after}`}
    order by account limit ${of.limit + 1}`.execute(tx);
  const page = rows.slice(0, of.limit);
  return {
    accounts: page.map(accountView),
    total: counted[0]!.total,
    nextCursor: rows.length > of.limit ? page.at(-1)!.account : null,
  };
}

/** One account, as an administrator's operation answers it. */
export async function accountRow(tx: Tx, tenantId: string, clock: Clock, personId: string): Promise<AccountRow> {
  const matching = sql<boolean>`account.person_id = ${personId}`;
  const { accounts } = await accountPage(tx, tenantId, clock, { matching, state: null, after: null, limit: 1 });
  return accounts[0]!;
}

const accountView = (row: Row): AccountRow => ({
  ...row,
  lockedUntil: row.lockedUntil?.toISOString() ?? null,
  lastSignedInAt: row.lastSignedInAt?.toISOString() ?? null,
  post: row.post ?? '',
  roles: row.roles ?? [],
});
