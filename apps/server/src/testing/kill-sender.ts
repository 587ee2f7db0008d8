// For the tests of messages: a server on a database that tells somebody of a matter, says so once it has committed, and
// sends it if asked to. It is killed in between.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { z } from 'zod';
import { buildServer } from '../app.ts';
import { notificationType, notify } from '../modules/notifications/index.ts';
import { systemClock } from '../platform/clock.ts';
import { openEmbedded, openPostgres } from '../platform/db/open.ts';
import { openFiles } from '../platform/files/files.ts';
import { newId } from '../platform/ids.ts';
import { openKeys } from '../platform/keys.ts';
import { buildCity } from './builders.ts';

const [folder, url, hook, send] = process.argv.slice(2) as [string, string, string, string];
const db = url ? await openPostgres(url) : await openEmbedded(folder, { onGone: (error) => console.error(error) });
const server = await buildServer({
  db,
  files: await openFiles(folder),
  data: folder,
  keys: await openKeys(join(folder, 'keys'), { make: true }),
  clock: systemClock,
  log: pino({ level: 'silent' }),
});
const { tenantId, people } = await buildCity(server.platform.db);
server.serveCity(tenantId);
const type = notificationType({
  name: 'test.killed',
  label: '停电',
  urgency: 'urgent',
  data: z.object({}),
  text: () => '发出前后服务被杀。',
  link: () => '/',
});
await server.platform.db.system(async (tx) => {
  await tx
    .insertInto('setting')
    .values({ tenant_id: tenantId, name: 'outgoing.addresses', value: JSON.stringify([new URL(hook).host]) })
    .execute();
  const secrets = Buffer.from(JSON.stringify({ url: hook, secret: '' }));
  await tx
    .insertInto('robot')
    .values({
      tenant_id: tenantId,
      id: newId(),
      name: '机器人',
      channel: 'wecom',
      sealed: server.platform.keys.encrypt('notifications.robot', secrets),
      shown: '',
      signed: false,
      types: [type.name],
      enabled: true,
    })
    .execute();
});
await server.platform.db.transaction(tenantId, (tx) =>
  notify(
    tx,
    { tenantId, clock: systemClock },
    { type, matter: { kind: 'thing', id: newId() }, to: { people: [people.reporter.personId] }, data: {} },
  ),
);
if (send) server.jobs.start();
writeSync(1, 'committed\n');
setInterval(() => {}, 60_000);
