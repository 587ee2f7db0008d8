import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { buildPerson } from '../../testing/builders.ts';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { chainAll } from './chain.ts';
import { eventType, mask, personal, readHistory, record, revealed } from './index.ts';
import { personalRevealed } from './mask.ts';
import { verifying } from './testing.ts';
import { verifyRecord } from './verify-record.ts';

const Data = z.object({
  name: personal(z.string(), 'name').meta({ title: '姓名' }),
  phone: personal(z.string().nullable(), 'phone').meta({ title: '手机号' }),
  deputies: z.array(z.object({ id: z.string(), name: personal(z.string(), 'name', 'id') })),
  title: z.string().meta({ title: '职务' }),
});
const changed = eventType({ name: 'test.change-person', label: '修改人员', subject: 'person', data: Data });

let server: TestServer;
let tenantId: string;
let office: Client;
let security: Client;
let system: Client;
beforeAll(async () => {
  server = await startTestServer();
  tenantId = server.city.tenantId;
  office = await server.as('supervision');
  security = await server.as('security_administrator');
  system = await server.as('system_administrator');
});
afterAll(() => server.close());

const person = (name: string) =>
  server.db.transaction(tenantId, (tx) =>
    buildPerson(tx, tenantId, { name, role: 'viewer', organisationId: server.city.organisations.FGW! }),
  );

/** The person leaves: every post ends. */
const leave = (personId: string) =>
  server.db.transaction(tenantId, (tx) =>
    tx.updateTable('post').set({ valid_to: '2026-03-01' }).where('person_id', '=', personId).execute(),
  );

const change = (subject: string, deputy: string) =>
  server.db.transaction(tenantId, (tx) =>
    record(tx, {
      actor: office.actor,
      clock: server.clock,
      type: changed,
      subject,
      before: null,
      after: { name: '王小明', phone: '13800001111', deputies: [{ id: deputy, name: '李小红' }], title: '科长' },
      why: '新任',
    }),
  );

const everything = async (): Promise<string> => {
  const { rows } = await server.db.transaction(tenantId, (tx) =>
    sql<{ text: string }>`select string_agg(event::text, ' ') as text from event`.execute(tx),
  );
  return rows[0]!.text;
};
const history = (id: string) =>
  server.db.transaction(tenantId, (tx) => readHistory(tx, tenantId, [{ kind: 'person', id }]));

test('what is personal lies in the record sealed, and is read back by whoever may read the history', async () => {
  const [subject, deputy] = [await person('王小明'), await person('李小红')];
  await change(subject, deputy);
  const stored = await everything();
  for (const value of ['王小明', '13800001111', '李小红', '测试supervision', '127.0.0.1'])
    expect(stored).not.toContain(value);
  expect(stored).toContain('科长');
  expect(await history(subject)).toMatchObject([
    {
      who: '测试supervision',
      organisation: '市政府办',
      what: '修改人员',
      why: '新任',
      changes: [
        { field: '姓名', before: '', after: '王小明' },
        { field: '手机号', before: '', after: '13800001111' },
        { field: '职务', before: '', after: '科长' },
      ],
    },
  ]);
});

test('erasing a person takes two administrators, leaves nothing of them readable, and the chain still verifies', async () => {
  const [subject, deputy] = [await person('周大山'), await person('李小红')];
  await change(subject, deputy);
  const asked = await security.post('/api/erasures', { personId: subject, why: '本人申请' });
  expect(asked.body).toMatchObject({ code: 'PERSON_STILL_IN_POST' });
  await leave(subject);
  const request = (await security.post('/api/erasures', { personId: subject, why: '本人申请' })).body;
  expect(request).toMatchObject({ state: 'asked', person: { name: '周大山' } });
  expect((await security.post('/api/erasures', { personId: subject, why: '再次' })).body.code).toBe('ERASURE_ASKED');
  const path = `/api/erasures/${request.id}/confirm`;
  expect((await security.post(path, { rowVersion: request.rowVersion })).status).toBe(403);
  expect((await office.get('/api/erasures')).status).toBe(403);
  const done = await system.post(path, { rowVersion: request.rowVersion });
  expect(done.body).toMatchObject({ state: 'done', person: { name: '已注销人员' } });
  expect((await system.post(path, { rowVersion: request.rowVersion })).body.code).toBe('EDIT_CONFLICT');

  const told = await history(subject);
  expect(told[0]?.changes).toEqual([
    { field: '姓名', before: '', after: '已注销人员' },
    { field: '手机号', before: '', after: '已注销人员' },
    { field: '职务', before: '', after: '科长' },
  ]);
  expect(told.map(({ what }) => what)).toEqual(['修改人员', '申请注销个人信息', '注销个人信息']);
  const row = await server.db.transaction(tenantId, (tx) =>
    tx.selectFrom('person').where('id', '=', subject).select(['name', 'phone']).executeTakeFirstOrThrow(),
  );
  expect(row).toEqual({ name: '已注销人员', phone: null });
  await chainAll(server.platform, tenantId);
  expect((await verifyRecord(verifying(server))).faults).toEqual([]);
});

test('what an erased person did stays, without their name, and copies of the name are blanked where they lie', async () => {
  const id = await person('赵四');
  const theirs = await server.as('viewer', id);
  await server.db.transaction(tenantId, async (tx) => {
    const fact = { actor: theirs.actor, clock: server.clock, type: changed, subject: id, before: null };
    await record(tx, { ...fact, after: { name: '赵四', phone: null, deputies: [], title: '主任' } });
    await sql`insert into report_import (tenant_id, id, organ_id, file_name, sha256, bytes, version_label, state, progress,
        duplicate, error_code, person_id, person_name, created_at)
      values (${tenantId}, gen_random_uuid(), ${server.city.organId}, '报告.txt', ${'0'.repeat(64)}, 1, '', 'failed', 0, false, 'X', ${id}, '赵四', now())`.execute(
      tx,
    );
  });
  await leave(id);
  const { body } = await security.post('/api/erasures', { personId: id, why: '退休' });
  await system.post(`/api/erasures/${body.id}/confirm`, { rowVersion: body.rowVersion });
  expect((await history(id))[0]).toMatchObject({ who: '已注销人员' });
  const tables = server.platform.personal.map(({ table }) => table);
  for (const table of tables) {
    const { rows } = await server.db.transaction(tenantId, (tx) =>
      sql<{ row: string }>`select t::text as row from ${sql.table(table)} t`.execute(tx),
    );
    expect(rows.filter(({ row }) => row.includes('赵四'))).toEqual([]);
  }
});

test('every column that holds a name or an address of a person is declared', async () => {
  const known = new Set(
    server.platform.personal.flatMap(({ table, columns, deletes }) =>
      deletes ? [`${table}.*`] : Object.keys(columns ?? {}).map((column) => `${table}.${column}`),
    ),
  );
  const { rows } = await server.db.system((tx) =>
    sql<{ column: string; table: string }>`
      select c.table_name as "table", c.table_name || '.' || c.column_name as "column" from information_schema.columns c
      join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema and t.table_type = 'BASE TABLE'
      where c.table_schema = 'public' and c.data_type = 'text'
        and c.column_name ~ '(^|_)(name|phone|mail|email|address)$' and c.column_name <> 'file_name'
        and exists (select from information_schema.columns p where p.table_name = c.table_name and p.table_schema = 'public'
          and (p.column_name ~ '(person_id|_by)$' or c.table_name = 'person'))`.execute(tx),
  );
  const undeclared = rows.filter(({ table, column }) => !known.has(column) && !known.has(`${table}.*`));
  expect(undeclared.map(({ column }) => column).sort()).toEqual(['message.robot_name', 'setting.name']);
});

test('masked values tell two apart and no more', () => {
  expect(mask('name', '王小明')).toBe('王**');
  expect(mask('name', '欧阳修文')).toBe('欧**');
  expect(mask('phone', '13812345678')).toBe('138****5678');
  expect(mask('phone', '110')).toBe('***');
  expect(mask('email', 'zhang@example.cn')).toBe('z***@example.cn');
  expect(mask('address', '东山区人民路一号院三单元')).toBe('东山区人民路****');
  expect(mask('account', 'zhangsan')).toBe('z***');
});

test('reading what is masked leaves an event: who, whose, what, why', async () => {
  const id = await person('孙六');
  await server.db.transaction(tenantId, (tx) =>
    revealed(tx, { actor: security.actor, clock: server.clock, personId: id, fields: ['手机号'], why: '核对身份' }),
  );
  expect(await history(id)).toMatchObject([
    {
      who: '测试security_administrator',
      what: personalRevealed.label,
      changes: [{ field: '查看的内容', before: '', after: '手机号' }],
      why: '核对身份',
    },
  ]);
});
