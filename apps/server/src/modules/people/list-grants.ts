import { sql } from 'kysely';
import type { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { within } from '../../platform/permission.ts';
import { GrantFilter, type GrantRow, GrantRows, type Role } from './contract.ts';

const MOST = 500;

/** What waits for the security administrator, has been granted or taken back, and has not ended. */
export const listGrants = operation({
  name: 'people.list-grants',
  permission: 'people.read-grants',
  may: { security_administrator: 'territory', audit_administrator: 'territory', system_administrator: 'territory' },
  input: GrantFilter,
  output: GrantRows,
  run: async ({ tx, actor: { tenantId }, clock, input, scope }) => {
    const today = clock.today();
    const inState = {
      waiting: sql`asked.granted_at is null and asked.withdrawn_at is null`,
      granted: sql`asked.granted_at is not null`,
      withdrawn: sql`asked.withdrawn_at is not null`,
    }[input.state];
    const reached = within(scope, { region: (codes) => sql<boolean>`organisation.region_code = any(${codes})` });
    const { rows } = await sql<Row>`
      select asked.kind, asked.id, person.id as person_id, person.name as person_name, holder.id as holder_id,
        holder.name as holder_name, organisation.id as organisation_id, organisation.name as organisation_name,
        post.title, post.role, asked.valid_from, asked.valid_to, count(*) over () as total, (
          select coalesce(json_agg(json_build_object('organisation', unit.name, 'title', other.title, 'role', other.role)), '[]')
          from post other join organisation unit on unit.tenant_id = other.tenant_id and unit.id = other.organisation_id
          where other.tenant_id = ${tenantId} and other.person_id = person.id and other.id <> asked.id
            and daterange(other.valid_from, other.valid_to) && daterange(asked.valid_from, asked.valid_to)
        ) as others
      from (
        select 'post' as kind, id, id as post_id, person_id, valid_from, valid_to, granted_at, withdrawn_at
        from post where tenant_id = ${tenantId}
        union all
        select 'deputy', id, post_id, person_id, valid_from, valid_to, granted_at, withdrawn_at
        from deputy where tenant_id = ${tenantId}
      ) asked
      join post on post.tenant_id = ${tenantId} and post.id = asked.post_id
      join organisation on organisation.tenant_id = ${tenantId} and organisation.id = post.organisation_id
      join person on person.tenant_id = ${tenantId} and person.id = asked.person_id
      left join person holder on asked.kind = 'deputy' and holder.tenant_id = ${tenantId} and holder.id = post.person_id
      where ${inState} and (asked.valid_to is null or asked.valid_to > greatest(${today}::date, asked.valid_from)) and ${reached}
      order by asked.id limit ${MOST}`.execute(tx);
    return { grants: rows.map((row) => grantView(row, input.state)), total: rows[0]?.total ?? 0 };
  },
});

interface Row {
  kind: 'post' | 'deputy';
  id: string;
  person_id: string;
  person_name: string;
  holder_id: string | null;
  holder_name: string | null;
  organisation_id: string;
  organisation_name: string;
  title: string;
  role: Role;
  valid_from: string;
  valid_to: string | null;
  total: number;
  others: GrantRow['others'];
}

const grantView = (row: Row, grant: z.output<typeof GrantFilter>['state']): GrantRow => ({
  kind: row.kind,
  id: row.id,
  person: { id: row.person_id, name: row.person_name },
  deputyFor: row.holder_id === null ? null : { id: row.holder_id, name: row.holder_name ?? '' },
  organisation: { id: row.organisation_id, name: row.organisation_name },
  title: row.title,
  role: row.role,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  grant,
  others: row.others,
});
