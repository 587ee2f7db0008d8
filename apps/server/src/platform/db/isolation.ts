import { sql } from 'kysely';
import { StartRefused } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Database } from './database.ts';

/**
 * Looks whether a transaction of one city could see another's rows: every table of cities must be behind row level
 * security, the unprivileged role must really be taken, and a city that there is not must see nothing of what there is.
 * Throws StartRefused, which says what is open.
 */
export async function proveIsolation(db: Pick<Database, 'transaction' | 'system'>, role: string | null): Promise<void> {
  const tables = await db.system(async (tx) => (await tablesOfCities.execute(tx)).rows);
  const open = tables.filter((table) => !table.walled).map((table) => table.name);
  if (open.length > 0)
    throw refusal(`数据表 ${open.join('、')} 没有处在行级安全之后（未启用、未对表主强制，或没有策略）`);
  await db.transaction(newId(), async (tx) => {
    const { rows } = await whoIsThis.execute(tx);
    const { name, unbound } = rows[0]!;
    if (role !== null && name !== role) throw refusal(`事务没有换成受限的角色 ${role}，仍以 ${name} 的身份运行`);
    if (unbound) throw refusal(`数据库用户 ${name} 不受行级安全约束（超级用户或有 BYPASSRLS 权限）`);
    const looks = tables.map(
      (table) => sql`select ${table.name} as name where exists (select from ${sql.table(table.name)})`,
    );
    const seen = await sql<{ name: string }>`${sql.join(looks, sql` union all `)}`.execute(tx);
    if (seen.rows.length > 0)
      throw refusal(`试读时，一个不存在的城市看到了 ${seen.rows.map((row) => row.name).join('、')} 中别的城市的数据`);
  });
}

const tablesOfCities = sql<{ name: string; walled: boolean }>`
  select relname as name,
    relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = pg_class.oid) as walled
  from pg_class
  where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
    and (relname = 'tenant' or exists (
      select from pg_attribute where attrelid = pg_class.oid and attname = 'tenant_id' and not attisdropped))
  order by relname`;

const whoIsThis = sql<{ name: string; unbound: boolean }>`
  select rolname as name, rolsuper or rolbypassrls as unbound from pg_roles where rolname = current_user`;

const refusal = (what: string): StartRefused =>
  new StartRefused(
    `城市之间的数据隔离不可靠：${what}。为保护数据不再启动。请不要手工改动数据库的权限和策略；用备份恢复，或联系技术支持。`,
  );
