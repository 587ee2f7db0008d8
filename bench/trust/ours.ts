// Our server with the bench's room, on a database of its own; as a process of its own.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { buildServer } from '../../apps/server/src/app.ts';
import { keepRecord } from '../../apps/server/src/modules/record/index.ts';
import { openEmbedded, openPostgres } from '../../apps/server/src/platform/db/open.ts';
import { openFiles } from '../../apps/server/src/platform/files/files.ts';
import { listen } from '../../apps/server/src/platform/http/listener.ts';
import { DatabaseClock } from '../../apps/server/src/platform/jobs/database-clock.ts';
import { openKeys } from '../../apps/server/src/platform/keys.ts';
import { rooms } from '../../apps/server/src/rooms.ts';
import { buildCity } from '../../apps/server/src/testing/builders.ts';
import { openSession } from '../../apps/server/src/testing/session.ts';
import { benchRoom, makeTables } from './room.ts';
import { CONNECTIONS, type OursReady, type OursSetting } from './sides.ts';

async function serve({ url }: OursSetting): Promise<OursReady> {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-bench-'));
  const log = pino({ level: 'warn' }, pino.destination(2));
  const opened = url
    ? await openPostgres(url, CONNECTIONS)
    : await openEmbedded(folder, {
        onGone: (error) => {
          throw error;
        },
      });
  const clock = await DatabaseClock.open(opened);
  const listener = await listen(0, '127.0.0.1');
  const { app, platform, jobs, serveCity } = await buildServer({
    db: opened,
    data: folder,
    files: await openFiles(folder),
    keys: await openKeys(join(folder, 'keys'), { make: true }),
    clock,
    time: clock,
    log,
    listener,
    rooms: [...rooms, benchRoom],
  });
  const { db } = platform;
  const city = await buildCity(db);
  const people = Object.values(city.people).map((person) => person.personId);
  await db.system((tx) => makeTables(tx, city.tenantId, people[0]!));
  await opened.vacuum();
  serveCity(city.tenantId);
  await app.ready();
  jobs.start();
  keepRecord(platform, city.tenantId);
  const { personId } = city.people.supervision;
  const cookies = await db.transaction(city.tenantId, async (tx) => {
    const made: string[] = [];
    while (made.length < 16) made.push((await openSession(tx, { tenantId: city.tenantId, personId, clock })).cookie);
    return made;
  });
  const ready: OursReady = { port: listener.port, cookies, tenantId: city.tenantId, personId };
  process.on('message', async (message) => {
    if (message === 'who') return process.send!(ready);
    const waiting = await db.system((tx) =>
      tx
        .selectFrom('outbox')
        .select((count) => count.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    );
    process.send!({ waiting: waiting.n });
  });
  return ready;
}

process.once('message', async (setting: OursSetting) => process.send!(await serve(setting)));
