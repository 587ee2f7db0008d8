import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { buildServer } from '../app.ts';
import { IDEMPOTENCY_HEADER } from '../contract.ts';
import type { Role } from '../modules/people/contract.ts';
import { type Actor, nobody } from '../platform/actor.ts';
import type { Database } from '../platform/db/database.ts';
import { openFiles } from '../platform/files/files.ts';
import type { VirusScanner } from '../platform/files/virus-scanner.ts';
import { type App, SESSION_COOKIE } from '../platform/http/app.ts';
import type { Limits } from '../platform/http/limits.ts';
import { newId } from '../platform/ids.ts';
import { openKeys } from '../platform/keys.ts';
import type { Platform } from '../platform/platform.ts';
import type { Room } from '../room.ts';
import { buildCity, type TestCity } from './builders.ts';
import { TestClock } from './clock.ts';
import { openTestDatabase } from './database.ts';
import { openSession } from './session.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  /** Parsed JSON; undefined for an answer that is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an answer, and fails where it differs
  body: any;
  bytes: Buffer;
}

/** What a signed-in person can send; paths like /api/reports. */
export interface Client {
  actor: Actor;
  /** The cookie header that carries the session. */
  cookie: string;
  get(path: string): Promise<Answer>;
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  patch(path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  put(path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  /** A multipart form; the file goes last, as browsers that follow the form's order may send it. */
  upload(
    path: string,
    file: { field?: string; name: string; type?: string; bytes: Uint8Array },
    fields?: Record<string, string>,
  ): Promise<Answer>;
}

export interface TestServer {
  app: App;
  platform: Platform;
  db: Database;
  clock: TestClock;
  city: TestCity;
  /** The city's person with this role (or another, by id), signed in; `null` for somebody without a session. */
  as(role: Role | null, personId?: string): Promise<Client>;
  /** Runs all jobs that are due by the test's clock, and those that they bring about. */
  runJobs(): Promise<number>;
  close(): Promise<void>;
}

/** A running server on an own empty, migrated database with the small invented city, on 2026-03-02 10:00 in Beijing. */
export async function startTestServer({
  over = (db) => db,
  scanner = null,
  ...options
}: {
  rooms?: readonly Room[];
  page?: string;
  limits?: Limits;
  trustedProxies?: readonly string[];
  log?: Logger;
  metricsToken?: string;
  scanner?: VirusScanner | null;
  /** Stands between the server and its database. */
  over?: <D extends Database>(db: D) => D;
} = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'luoshi-test-'));
  const opened = await openTestDatabase();
  const clock = new TestClock(new Date('2026-03-02T02:00:00Z'));
  const log = pino({ level: process.env.LUOSHI_TEST_LOG ?? 'silent' });
  const { app, platform, jobs, serveCity } = await buildServer({
    db: over(opened),
    files: await openFiles(folder, scanner),
    data: folder,
    keys: await openKeys(join(folder, 'keys'), { make: true }),
    clock,
    log,
    ...options,
  });
  const { db } = platform;
  const city = await buildCity(db);
  serveCity(city.tenantId);
  await app.ready();
  return {
    app,
    platform,
    db,
    clock,
    city,
    as: (role, personId) => signedIn(app, db, clock, city, role, personId),
    runJobs: () => jobs.drain(),
    async close() {
      await app.close();
      await db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function signedIn(
  app: App,
  db: Database,
  clock: TestClock,
  city: TestCity,
  role: Role | null,
  somebody?: string,
): Promise<Client> {
  const cookies: Record<string, string> = {};
  let actor: Actor = nobody(city.tenantId, null);
  if (role) {
    const personId = somebody ?? city.people[role].personId;
    await db.transaction(city.tenantId, async (tx) => {
      const { token } = await openSession(tx, { tenantId: city.tenantId, personId, clock });
      cookies[SESSION_COOKIE] = token;
      actor = (await app.platform.authenticate(tx, {
        tenantId: city.tenantId,
        session: token,
        bearer: null,
        address: '127.0.0.1',
        clock,
      }))!;
    });
  }
  const send = async (
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    payload?: object | Buffer,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const key: Record<string, string> = method === 'GET' ? {} : { [IDEMPOTENCY_HEADER]: newId() };
    const answer = await app.inject({
      method,
      url,
      cookies,
      headers: { ...key, ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    const json = String(answer.headers['content-type']).includes('json');
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: json && answer.payload ? answer.json() : undefined,
      bytes: answer.rawPayload,
    };
  };
  return {
    actor,
    cookie: Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
    get: (path) => send('GET', path),
    post: (path, body = {}, headers) => send('POST', path, body, headers),
    patch: (path, body = {}, headers) => send('PATCH', path, body, headers),
    put: (path, body = {}, headers) => send('PUT', path, body, headers),
    delete: (path) => send('DELETE', path),
    async upload(path, file, fields = {}) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append(
        file.field ?? 'file',
        new File([new Uint8Array(file.bytes)], file.name, { type: file.type ?? 'application/octet-stream' }),
      );
      const encoded = new Response(form);
      return send('POST', path, Buffer.from(await encoded.arrayBuffer()), {
        'content-type': encoded.headers.get('content-type')!,
      });
    },
  };
}
