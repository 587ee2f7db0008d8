import { afterAll, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { enqueue, type JobRun, registerHandler } from './jobs.ts';
import { createJobs } from './runner.ts';

let behave: (job: JobRun<{ name: string }>) => Promise<void>;
const ran: string[] = [];
const handler = registerHandler<{ name: string }>({
  kind: 'test.work',
  maxAttempts: 3,
  run: async (job) => {
    ran.push(`${job.payload.name}#${job.attempt}`);
    await behave(job);
  },
});
const starting = startTestServer({ rooms: [{ name: 'test', jobs: [handler] }] });
let server: TestServer;
beforeEach(async () => {
  server = await starting;
  ran.length = 0;
  behave = async () => {};
  await server.db.system((tx) => tx.deleteFrom('job').execute());
}, 60_000);
afterAll(() => server.close());

const put = (name: string, dueAt?: Date) =>
  server.db.transaction(server.city.tenantId, (tx) =>
    enqueue(tx, { tenantId: server.city.tenantId, clock: server.clock }, 'test.work', { name }, dueAt),
  );
const rows = () =>
  server.db.system((tx) => tx.selectFrom('job').select(['state', 'attempts', 'last_error']).orderBy('id').execute());

test('a job of a rolled back transaction never runs', async () => {
  const refused = server.db.transaction(server.city.tenantId, async (tx) => {
    await enqueue(tx, { tenantId: server.city.tenantId, clock: server.clock }, 'test.work', { name: 'ghost' });
    throw new Error('refused');
  });
  await expect(refused).rejects.toThrow('refused');
  expect(await server.runJobs()).toBe(0);
});

test('a job waits for its due time and runs once', async () => {
  await put('later', new Date(server.clock.now().getTime() + 60_000));
  expect(await server.runJobs()).toBe(0);
  server.clock.advance(60_000);
  expect(await server.runJobs()).toBe(1);
  expect(await server.runJobs()).toBe(0);
  expect(ran).toEqual(['later#1']);
});

test('a failing job is tried again with growing pauses and then given up, with its error', async () => {
  behave = async () => {
    throw new Error('no paper');
  };
  await put('print');
  await server.runJobs();
  expect(await server.runJobs()).toBe(0);
  server.clock.advance(1_000);
  await server.runJobs();
  server.clock.advance(3_999);
  expect(await server.runJobs()).toBe(0);
  server.clock.advance(1);
  await server.runJobs();
  expect(ran).toEqual(['print#1', 'print#2', 'print#3']);
  expect(await rows()).toEqual([{ state: 'failed', attempts: 3, last_error: 'Error: no paper' }]);
});

test('the job of a worker that died is taken again when its lease is over, and the dead one cannot finish it', async () => {
  let release = () => {};
  let late: Promise<unknown> = Promise.resolve();
  behave = (job) =>
    job.attempt > 1
      ? Promise.resolve()
      : new Promise((resolve) => {
          release = () => {
            late = job.finish(async (tx) => tx.updateTable('job').set({ last_error: 'written by the dead' }).execute());
            late.then(
              () => resolve(),
              () => resolve(),
            );
          };
        });
  await put('held');
  // Another worker's poll that never comes back.
  const dead = createJobs(server.platform, [handler]);
  const stuck = dead.drain();
  await expect.poll(() => ran).toEqual(['held#1']);
  expect(await server.runJobs()).toBe(0);
  server.clock.advance(15_000);
  expect(await server.runJobs()).toBe(1);
  release();
  await stuck;
  await expect(late).rejects.toThrow('taken over');
  expect(await rows()).toEqual([{ state: 'done', attempts: 2, last_error: null }]);
});
