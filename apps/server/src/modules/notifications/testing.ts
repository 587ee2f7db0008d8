// What the tests of this room share: a type of notification, telling somebody of a matter, and streams over real sockets.
import { z } from 'zod';
import { newId } from '../../platform/ids.ts';
import type { TestServer } from '../../testing/harness.ts';
import { notificationType, notify, type Recipients } from './index.ts';

export const ordinary = notificationType({
  name: 'test.ordinary',
  label: '普通事项',
  data: z.object({ what: z.string() }),
  text: ({ what }) => `发生了${what}。`,
  link: ({ id }) => `/things/${id}`,
});

export const pressing = notificationType({
  name: 'test.pressing',
  label: '紧急事项',
  urgency: 'urgent',
  data: z.object({ what: z.string() }),
  text: ({ what }) => `紧急：${what}。`,
  link: ({ id }) => `/things/${id}`,
});

/** Tells of a matter (a new one unless told) and runs the jobs that it brings about. */
export async function tell(
  server: TestServer,
  to: Recipients,
  what: string,
  { type = ordinary, matter = newId(), run = true } = {},
): Promise<string> {
  const { tenantId } = server.city;
  await server.db.transaction(tenantId, (tx) =>
    notify(tx, { tenantId, clock: server.clock }, { type, matter: { kind: 'thing', id: matter }, to, data: { what } }),
  );
  if (run) await server.runJobs();
  return matter;
}

/** Sets the person's mail and phone, and what the city has set. */
export async function reachable(server: TestServer, personId: string, contact: { email?: string; phone?: string }) {
  await server.db.system((tx) => tx.updateTable('person').set(contact).where('id', '=', personId).execute());
}

export async function set(server: TestServer, name: string, value: unknown): Promise<void> {
  const row = { tenant_id: server.city.tenantId, name, value: JSON.stringify(value) };
  await server.db.system((tx) =>
    tx
      .insertInto('setting')
      .values(row)
      .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doUpdateSet({ value: row.value }))
      .execute(),
  );
}

export interface Event {
  event: string;
  id: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of an event, and fails where it differs
  data: any;
}

/** A stream over a real socket, as a browser opens it. */
export class Stream {
  readonly events: Event[] = [];
  readonly #abort = new AbortController();
  status = 0;
  ended = false;

  static async open(base: string, cookie: string, query = '', headers: Record<string, string> = {}): Promise<Stream> {
    const stream = new Stream();
    const response = await fetch(`${base}/api/notifications/stream${query}`, {
      headers: { cookie, ...headers },
      signal: stream.#abort.signal,
    });
    stream.status = response.status;
    stream.#read(response).catch(() => {
      stream.ended = true;
    });
    return stream;
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const parts = text.split('\n\n');
      text = parts.pop()!;
      for (const part of parts) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1] ?? null;
        const data = field('data');
        if (data !== null) this.events.push({ event: field('event')!, id: field('id'), data: JSON.parse(data) });
      }
    }
    this.ended = true;
  }

  /** Texts of the notifications heard, in order. */
  get texts(): string[] {
    return this.events.filter(({ event }) => event === 'notification').map(({ data }) => data.notification.text);
  }

  close(): void {
    this.#abort.abort();
  }
}
