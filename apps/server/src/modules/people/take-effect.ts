import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { enqueue, registerHandler } from '../../platform/jobs/jobs.ts';

const TAKE_EFFECT_JOB = 'people.take-effect';

/** Makes today's rows follow what was written about organisations: at once, or when the day comes. */
export async function settle(call: { tx: Tx; tenantId: string; clock: Clock }, on: string): Promise<void> {
  if (on > call.clock.today()) await enqueue(call.tx, call, TAKE_EFFECT_JOB, { on }, new Date(`${on}T00:00:00+08:00`));
  else await takeEffect(call.tx, call.tenantId, call.clock.today());
}

/** organisation and organisation_member as their histories say of today. Twice is as good as once. */
async function takeEffect(tx: Tx, tenantId: string, today: string): Promise<void> {
  await sql`
    update organisation set name = state.name, short_name = state.short_name, kind = state.kind, position = state.position,
      aliases = state.aliases, function = state.function, duties = state.duties, region_code = state.region_code,
      parent_id = state.parent_id, pinyin = state.pinyin
    from (
      select distinct on (organisation_id) * from organisation_state
      where tenant_id = ${tenantId} and valid_from <= ${today} order by organisation_id, valid_from desc
    ) state
    where organisation.tenant_id = ${tenantId} and organisation.id = state.organisation_id
      and (organisation.name, organisation.short_name, organisation.kind, organisation.position, organisation.aliases,
        organisation.function, organisation.duties, organisation.region_code, organisation.parent_id, organisation.pinyin)
      is distinct from (state.name, state.short_name, state.kind, state.position, state.aliases,
        state.function, state.duties, state.region_code, state.parent_id, state.pinyin)`.execute(tx);
  const held = sql`from organisation_membership held where held.tenant_id = ${tenantId}
    and held.valid_from <= ${today} and (held.valid_to is null or held.valid_to > ${today})`;
  await sql`delete from organisation_member member where member.tenant_id = ${tenantId} and not exists (
    select 1 ${held} and held.group_id = member.group_id and held.member_id = member.member_id)`.execute(tx);
  await sql`insert into organisation_member (tenant_id, group_id, member_id, position)
    select held.tenant_id, held.group_id, held.member_id, held.position ${held}
    on conflict (tenant_id, group_id, member_id) do update set position = excluded.position
      where organisation_member.position <> excluded.position`.execute(tx);
}

/** On the day from which a change of an organisation holds. */
export const takeEffectJob = registerHandler({
  kind: TAKE_EFFECT_JOB,
  run: ({ finish, tenantId, platform }) => finish((tx) => takeEffect(tx, tenantId, platform.clock.today())),
});
