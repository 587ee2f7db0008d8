import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many operations
  body: any;
  replayed: boolean;
}

/** A write and the answer that was acknowledged for it. */
export interface Acknowledged {
  client: Client;
  key: string;
  method: 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  content: object | FormContent;
  answer: Answer;
}

/** A form with one file; made anew for every try, as a body is read once. */
export interface FormContent {
  fields: Record<string, string>;
  file: { name: string; bytes: Uint8Array };
}

const PAUSE_MS = 30;

/** A person at a page: sends a write again under the same key until it is answered, whatever happens to the server. */
export class Client {
  readonly #address: string;
  #cookie = '';
  /** Every write that was answered with 2xx. */
  readonly acknowledged: Acknowledged[] = [];
  /** How often something was sent again because no answer came. */
  tries = 0;

  constructor(address: string) {
    this.#address = address;
  }

  async signIn(account: string, password: string): Promise<void> {
    const answer = await fetch(`${this.#address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, password }),
    });
    if (answer.status !== 200) throw new Error(`${account} cannot sign in: ${answer.status} ${await answer.text()}`);
    this.#cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
  }

  async get(path: string): Promise<Answer> {
    return this.#untilAnswered(() => this.#once('GET', path, null, null));
  }

  async bytes(path: string): Promise<Buffer> {
    for (;;) {
      try {
        const answer = await fetch(this.#address + path, { headers: { cookie: this.#cookie } });
        const bytes = Buffer.from(await answer.arrayBuffer());
        if (answer.status === 200) return bytes;
        if (answer.status < 500) throw new Refused(`GET ${path}: ${answer.status}`);
      } catch (error) {
        if (error instanceof Refused) throw error;
      }
      await pause(PAUSE_MS);
    }
  }

  /** Sends a write until it is answered, and notes the answer where that is 2xx. */
  async write(method: Acknowledged['method'], path: string, content: Acknowledged['content']): Promise<Answer> {
    const key = randomUUID();
    const answer = await this.#untilAnswered(() => this.#once(method, path, content, key));
    if (answer.status < 300) this.acknowledged.push({ client: this, key, method, path, content, answer });
    return answer;
  }

  /** The same request once more under its key. */
  again({ method, path, content, key }: Acknowledged): Promise<Answer> {
    return this.#untilAnswered(() => this.#once(method, path, content, key));
  }

  async #untilAnswered(send: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      const answer = await send().catch(() => null);
      // 5xx is no answer to what was asked: a database that is away, a server that is starting.
      if (answer && answer.status < 500 && answer.status !== 429) return answer;
      this.tries += 1;
      await pause(PAUSE_MS);
    }
  }

  async #once(
    method: string,
    path: string,
    content: Acknowledged['content'] | null,
    key: string | null,
  ): Promise<Answer> {
    const headers: Record<string, string> = { cookie: this.#cookie, ...(key ? { 'idempotency-key': key } : {}) };
    let body: string | FormData | undefined;
    if (content && isForm(content)) {
      body = new FormData();
      for (const [name, value] of Object.entries(content.fields)) body.append(name, value);
      body.append('file', new File([new Uint8Array(content.file.bytes)], content.file.name));
    } else if (content && method !== 'DELETE') {
      headers['content-type'] = 'application/json';
      body = JSON.stringify(content);
    }
    const signal = AbortSignal.timeout(30_000);
    const answer = await fetch(this.#address + path, { method, headers, signal, ...(body ? { body } : {}) });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text ? JSON.parse(text) : null,
      replayed: answer.headers.get('idempotent-replay') === 'true',
    };
  }
}

class Refused extends Error {}

const isForm = (content: object): content is FormContent => 'file' in content && 'fields' in content;
