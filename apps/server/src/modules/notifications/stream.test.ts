import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { MOST_STREAMS } from './hub.ts';
import { Stream, tell } from './testing.ts';

let server: TestServer;
let base: string;
let reporter: Client;
let me: string;
const streams: Stream[] = [];
beforeAll(async () => {
  server = await startTestServer();
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  base = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
  reporter = await server.as('reporter');
  me = server.city.people.reporter.personId;
}, 60_000);
afterEach(() => {
  for (const stream of streams.splice(0)) stream.close();
});
afterAll(() => server.close());

const open = async (cookie = reporter.cookie, query = '', headers = {}) => {
  const stream = await Stream.open(base, cookie, query, headers);
  streams.push(stream);
  return stream;
};
const patience = { timeout: 20_000 };

test('a stream says where the inbox stands, then what is told, with the count, as it happens', async () => {
  const stream = await open();
  await expect.poll(() => stream.events, patience).toMatchObject([{ event: 'inbox', data: { unread: 0 } }]);
  const matter = await tell(server, { people: [me] }, '新事');
  await expect.poll(() => stream.texts, patience).toEqual(['发生了新事。']);
  expect(stream.events.at(-1)).toMatchObject({
    event: 'notification',
    id: String(stream.events.at(-1)!.data.notification.change),
    data: { unread: 1, notification: { link: `/things/${matter}`, state: 'unread' } },
  });
  // Another page of the same person reads it: this one hears.
  await reporter.patch(`/api/notifications/${stream.events.at(-1)!.data.notification.id}`, { state: 'read' });
  await expect
    .poll(() => stream.events.at(-1)?.data, patience)
    .toMatchObject({ unread: 0, notification: { state: 'read' } });
});

test('a stream that goes on where another broke off leaves nothing out and says nothing twice', async () => {
  const first = await open();
  await expect.poll(() => first.events.length, patience).toBe(1);
  await tell(server, { people: [me] }, '断开前');
  await expect.poll(() => first.texts, patience).toEqual(['发生了断开前。']);
  const last = first.events.at(-1)!.id!;
  first.close();
  for (let n = 0; n < 5; n += 1) await tell(server, { people: [me] }, `断开时${n}`);
  const second = await open(reporter.cookie, '', { 'last-event-id': last });
  const missed = [0, 1, 2, 3, 4].map((n) => `发生了断开时${n}。`);
  await expect.poll(() => second.texts, patience).toEqual(missed);
  await tell(server, { people: [me] }, '接上后');
  await expect.poll(() => second.texts, patience).toEqual([...missed, '发生了接上后。']);
  const ids = second.events.filter(({ event }) => event === 'notification').map(({ id }) => Number(id));
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(new Set(ids).size).toBe(ids.length);
});

test('what is told between reading the list and opening the stream is in the stream', async () => {
  const { change } = (await reporter.get('/api/notifications')).body;
  await tell(server, { people: [me] }, '中间');
  const stream = await open(reporter.cookie, `?after=${change}`);
  await expect.poll(() => stream.texts, patience).toEqual(['发生了中间。']);
});

test('after too much, or from a future that is gone, the page is told to read the list again', async () => {
  const { change } = (await reporter.get('/api/notifications/inbox')).body;
  for (let n = 0; n < 60; n += 1) await tell(server, { people: [me] }, `很多${n}`, { run: false });
  await server.runJobs();
  const stream = await open(reporter.cookie, `?after=${change}`);
  await expect.poll(() => stream.events[0]?.event, patience).toBe('reload');
  const ahead = await open(reporter.cookie, `?after=${change + 1_000_000}`);
  await expect.poll(() => ahead.events[0], patience).toMatchObject({ event: 'reload', data: { change: change + 60 } });
});

test('nobody hears what is told to another, and without a session there is no stream', async () => {
  const other = await open((await server.as('viewer')).cookie);
  await expect.poll(() => other.events.length, patience).toBe(1);
  const mine = await open();
  await expect.poll(() => mine.events.length, patience).toBe(1);
  await tell(server, { people: [me] }, '只给我');
  await expect.poll(() => mine.texts, patience).toEqual(['发生了只给我。']);
  expect(other.texts).toEqual([]);
  expect((await open('')).status).toBe(401);
});

test('a stream ends when its session does, and is told so', async () => {
  const client = await server.as('leader');
  const stream = await open(client.cookie);
  await expect.poll(() => stream.events.length, patience).toBe(1);
  await server.db.system((tx) => tx.deleteFrom('session').where('person_id', '=', client.actor.personId!).execute());
  await expect.poll(() => stream.ended, patience).toBe(true);
  expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'session' } });
});

test('one person has a bounded number of streams: the oldest ends', async () => {
  const client = await server.as('statistics');
  const opened: Stream[] = [];
  for (let n = 0; n < MOST_STREAMS + 1; n += 1) {
    const stream = await open(client.cookie);
    await expect.poll(() => stream.events.length, patience).toBeGreaterThan(0);
    opened.push(stream);
  }
  await expect.poll(() => opened[0]!.ended, patience).toBe(true);
  expect(opened[0]!.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'too-many' } });
  expect(opened.slice(1).map((stream) => stream.ended)).toEqual(Array(MOST_STREAMS).fill(false));
});

test('a server that stops ends its streams, so that it can', async () => {
  const stopping = await startTestServer();
  await stopping.app.listen({ port: 0, host: '127.0.0.1' });
  const client = await stopping.as('viewer');
  const address = stopping.app.server.address() as AddressInfo;
  const stream = await Stream.open(`http://127.0.0.1:${address.port}`, client.cookie);
  await expect.poll(() => stream.events.length, patience).toBe(1);
  await stopping.close();
  await expect.poll(() => stream.ended, patience).toBe(true);
});
