import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildServer, type Server } from '../../app.ts';
import { newSessionToken } from '../../platform/auth.ts';
import { openPostgres } from '../../platform/db/open.ts';
import { openFiles } from '../../platform/files/files.ts';
import { SESSION_COOKIE } from '../../platform/http/app.ts';
import { newId } from '../../platform/ids.ts';
import { openKeys } from '../../platform/keys.ts';
import { buildCity, type TestCity } from '../../testing/builders.ts';
import { TestClock } from '../../testing/clock.ts';
import { newPostgresDatabase } from '../../testing/database.ts';
import { notify } from './index.ts';
import { ordinary, Stream } from './testing.ts';

let folder: string;
let drop: () => Promise<void>;
let city: TestCity;
const clock = new TestClock(new Date('2026-03-02T02:00:00Z'));
const servers: Server[] = [];
const bases: string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'luoshi-two-'));
  const database = await newPostgresDatabase(inject('postgresTemplate'));
  drop = database.drop;
  const keys = await openKeys(join(folder, 'keys'), { make: true });
  for (let n = 0; n < 2; n += 1) {
    const server = await buildServer({
      db: await openPostgres(database.url, 4),
      files: await openFiles(folder),
      data: folder,
      keys,
      clock,
      log: pino({ level: 'silent' }),
    });
    city ??= await buildCity(server.platform.db);
    server.serveCity(city.tenantId);
    await server.app.listen({ port: 0, host: '127.0.0.1' });
    bases.push(`http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`);
    servers.push(server);
  }
});
afterAll(async () => {
  for (const server of servers) {
    await server.app.close();
    await server.platform.db.close();
  }
  await drop();
  await rm(folder, { recursive: true, force: true });
});

async function session(personId: string): Promise<string> {
  const { token, hash } = newSessionToken();
  await servers[0]!.platform.db.system((tx) =>
    tx
      .insertInto('session')
      .values({
        tenant_id: city.tenantId,
        id: newId(),
        token_hash: hash,
        person_id: personId,
        created_at: clock.now(),
        expires_at: new Date('2036-01-01'),
        last_seen_at: clock.now(),
        idle_minutes: 1_000_000,
      })
      .execute(),
  );
  return `${SESSION_COOKIE}=${token}`;
}

test('told on one server, heard on the other, once; and a stream moves from one to the other without a gap', async () => {
  const me = city.people.reporter.personId;
  const cookie = await session(me);
  const say = async (server: Server, what: string) => {
    const { tenantId } = city;
    await server.platform.db.transaction(tenantId, (tx) =>
      notify(
        tx,
        { tenantId, clock },
        { type: ordinary, matter: { kind: 'thing', id: newId() }, to: { people: [me] }, data: { what } },
      ),
    );
    // Both look for jobs: one of them takes it.
    await Promise.all(servers.map(({ jobs }) => jobs.drain()));
  };
  const first = await Stream.open(bases[0]!, cookie);
  const second = await Stream.open(bases[1]!, cookie);
  const patience = { timeout: 20_000 };
  await expect.poll(() => [first.events.length, second.events.length], patience).toEqual([1, 1]);
  await say(servers[1]!, '甲');
  await say(servers[0]!, '乙');
  await expect.poll(() => first.texts, patience).toEqual(['发生了甲。', '发生了乙。']);
  await expect.poll(() => second.texts, patience).toEqual(['发生了甲。', '发生了乙。']);
  const last = first.events.at(-1)!.id!;
  first.close();
  await say(servers[0]!, '丙');
  const moved = await Stream.open(bases[1]!, cookie, '', { 'last-event-id': last });
  await expect.poll(() => moved.texts, patience).toEqual(['发生了丙。']);
  second.close();
  moved.close();
});
