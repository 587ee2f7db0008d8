import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { EmbeddedPostgres } from './embedded.ts';
import { WireStream } from './wire-stream.ts';

let embedded: EmbeddedPostgres;
let pool: pg.Pool;
beforeAll(async () => {
  const template = new Uint8Array(readFileSync(inject('embeddedTemplate')));
  embedded = await EmbeddedPostgres.open({ folder: null, template, onGone: () => {} });
  pool = new pg.Pool({
    max: 1,
    stream: () => new WireStream(embedded) as never,
    user: 'postgres',
    database: 'postgres',
  });
  await pool.query('create table kept (id int)');
});
afterAll(async () => {
  await pool.end();
  await embedded.close();
});

test('what a client leaves open when it is thrown away is undone before the next one begins', async () => {
  const client = await pool.connect();
  await client.query('begin');
  await client.query("set time zone 'Asia/Tokyo'");
  await client.query('insert into kept values (1)');
  client.release(true);
  expect((await pool.query('select * from kept')).rows).toEqual([]);
  expect((await pool.query('show time zone')).rows).not.toEqual([{ TimeZone: 'Asia/Tokyo' }]);
});

test('several statements in one message, and an error in the middle', async () => {
  await expect(pool.query('insert into kept values (2); select 1/0; insert into kept values (3)')).rejects.toThrow(
    'division',
  );
  expect((await pool.query('select count(*) from kept')).rows).toEqual([{ count: '0' }]);
});

test('an answer of many megabytes arrives whole', async () => {
  const { rows } = await pool.query("select repeat('报告', 1000) as text from generate_series(1, 3000)");
  expect(rows).toHaveLength(3000);
  expect(rows[2999].text).toBe('报告'.repeat(1000));
});

test('when its thread is gone every query fails rather than waits', async () => {
  const gone = await EmbeddedPostgres.open({
    folder: null,
    template: new Uint8Array(readFileSync(inject('embeddedTemplate'))),
    onGone: () => {},
  });
  await gone.close();
  await expect(gone.wire(new Uint8Array())).rejects.toThrow('closed');
});
