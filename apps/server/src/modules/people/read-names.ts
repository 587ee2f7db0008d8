import { sql } from 'kysely';
import { registerHandler } from '../../platform/jobs/jobs.ts';
import { nameReading } from './pinyin.ts';

export const READ_NAMES_JOB = 'people.read-names';
const AT_ONCE = 200;

/** Works out how names are read where that is not known yet: after an upgrade. */
export const readNamesJob = registerHandler({
  kind: READ_NAMES_JOB,
  run: async ({ platform, tenantId, signal }) => {
    for (let read = -1; read !== 0 && !signal.aborted; )
      read = await platform.db.transaction(tenantId, async (tx) => {
        const organisations = await sql<{ id: string; day: string; name: string; short: string; aliases: string[] }>`
          select organisation_id as id, valid_from as day, name, short_name as short, aliases from organisation_state
          where tenant_id = ${tenantId} and pinyin !~ ':' limit ${AT_ONCE}`.execute(tx);
        for (const row of organisations.rows)
          await tx
            .updateTable('organisation_state')
            .set({ pinyin: nameReading([row.short, row.name, ...row.aliases]) })
            .where('tenant_id', '=', tenantId)
            .where('organisation_id', '=', row.id)
            .where('valid_from', '=', row.day)
            .execute();
        const people = await sql<{ id: string; name: string }>`
          select id, name from person where tenant_id = ${tenantId} and pinyin !~ ':' limit ${AT_ONCE}`.execute(tx);
        for (const row of people.rows)
          await tx
            .updateTable('person')
            .set({ pinyin: nameReading([row.name], { surname: true }) })
            .where('tenant_id', '=', tenantId)
            .where('id', '=', row.id)
            .execute();
        await sql`update organisation set pinyin = state.pinyin from organisation_state state
          where organisation.tenant_id = ${tenantId} and state.tenant_id = organisation.tenant_id
            and state.organisation_id = organisation.id and organisation.pinyin !~ ':' and state.name = organisation.name`.execute(
          tx,
        );
        return organisations.rows.length + people.rows.length;
      });
  },
});
