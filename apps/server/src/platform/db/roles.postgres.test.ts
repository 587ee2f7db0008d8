import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import { newPostgresDatabase } from '../../testing/database.ts';
import { query } from '../../testing/postgres.ts';
import { newId } from '../ids.ts';
import { openPostgres } from './open.ts';

// Our own cluster only: an outside server's superuser is not ours to be.
test.runIf(inject('postgresAdministrator'))(
  'a superuser, whom no policy binds, acts as the unprivileged role',
  async () => {
    const administrator = inject('postgresAdministrator');
    const name = `luoshi_super_${newId().replaceAll('-', '')}`;
    await query(administrator, `create database ${name}`);
    const db = await openPostgres(administrator.replace('/postgres?', `/${name}?`), 2);
    const tenant = newId();
    await db.system((tx) =>
      tx.insertInto('tenant').values({ id: tenant, code: '1', name: '甲', demo: true, loaded_at: null }).execute(),
    );
    await db.system((tx) =>
      tx.insertInto('tenant').values({ id: newId(), code: '2', name: '乙', demo: true, loaded_at: null }).execute(),
    );
    const seen = await db.transaction(tenant, async (tx) => ({
      role: (await sql<{ role: string }>`select current_user as role`.execute(tx)).rows[0]!.role,
      names: (await tx.selectFrom('tenant').select('name').execute()).map((row) => row.name),
    }));
    expect(seen).toEqual({ role: 'luoshi_app', names: ['甲'] });
    await db.close();
    await query(administrator, `drop database ${name}`);
  },
);

test('an address that leads nowhere is said in Chinese, without the password', async () => {
  const failing = openPostgres('postgresql://somebody:geheim@127.0.0.1:1/luoshi');
  await expect(failing).rejects.toThrow(/连接不上.*somebody@127\.0\.0\.1:1\/luoshi/);
  await expect(failing).rejects.not.toThrow(/geheim/);
});

test('two servers that start together on an empty database both come up', async () => {
  const { url, drop } = await newPostgresDatabase();
  const both = await Promise.all([openPostgres(url, 2), openPostgres(url, 2)]);
  expect(both.flatMap((one) => one.migrated).sort()).toEqual([...new Set(both.flatMap((one) => one.migrated))].sort());
  await Promise.all(both.map((one) => one.close()));
  await drop();
});
