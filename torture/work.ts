/** What people do while the server is killed: each work keeps to things of its own, and knows how they must be. */
import { createHash } from 'node:crypto';
import { REPORT } from '../apps/server/src/testing/report-text.ts';
import type { Answer, Client } from './client.ts';

export interface Work {
  readonly name: string;
  readonly client: Client;
  /** One thing done, answered to the end. Throws a Fault where the answer is not as it must be. */
  step(): Promise<void>;
  /** Compares what the server has with what was acknowledged. */
  check(): Promise<void>;
  /** Something is still under way that the next step waits for. */
  pending?(): boolean;
}

/** Something acknowledged is missing, was done twice, or is otherwise than it was answered. */
export class Fault extends Error {}

function must(answer: Answer, what: string, statuses: readonly number[] = [200, 201, 202, 204]): Answer {
  if (statuses.includes(answer.status)) return answer;
  throw new Fault(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

/** Equal as JSON: what was stored comes back with its fields in another order. */
export function same(a: unknown, b: unknown): boolean {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return a === b;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([name, value]) => right.has(name) && same(value, right.get(name)));
}

interface Decision {
  sentence: string;
  disposition: string;
  rowVersion: number;
  items: { id: string }[];
}

/** Every revision of the breakdown that an answer named: together they are all there are. */
export class Revisions {
  readonly named = new Set<number>();
  begun = 0;
  add(revision: number, what: string): void {
    if (this.named.has(revision)) throw new Fault(`${what}: revision ${revision} was answered twice`);
    this.named.add(revision);
  }
}

/** Decides and edits every second sentence of a report's breakdown, and takes back. */
export async function editing(
  client: Client,
  of: { reportId: string; half: 0 | 1; revisions: Revisions; chance: () => number },
): Promise<Work> {
  const path = `/api/breakdowns/${of.reportId}`;
  const mine = (decisions: Decision[], all: Decision[]) =>
    decisions.filter((one) => all.findIndex(({ sentence }) => sentence === one.sentence) % 2 === of.half);
  const begun = must(await client.get(path), 'breakdown').body as { decisions: Decision[]; revision: number };
  of.revisions.begun = begun.revision;
  const known = new Map(mine(begun.decisions, begun.decisions).map((one) => [one.sentence, one]));
  const sentences = [...known.keys()];
  let steps = 0;

  const act = (): Promise<Answer> => {
    steps += 1;
    const decision = known.get(sentences[Math.floor(of.chance() * sentences.length)]!)!;
    const { sentence, rowVersion } = decision;
    const post = (verb: string, more: object = {}) =>
      client.write('POST', `${path}/sentences/${sentence}/${verb}`, { rowVersion, ...more });
    const kind = of.chance();
    if (kind < 0.12) return client.write('POST', `${path}/undo`, {});
    if (decision.disposition === 'pending')
      return kind < 0.7 ? post('accept') : post('reject', { reason: `理由${steps}` });
    const item = decision.items[0];
    if (item && kind < 0.75)
      return client.write('PATCH', `${path}/sentences/${sentence}/items/${item.id}`, {
        rowVersion,
        wording: `第${steps}次改写`,
      });
    return post('reopen');
  };

  return {
    name: `editing ${of.half}`,
    client,
    async step() {
      const answer = must(await act(), 'edit', [200, 409]);
      if (answer.status === 409) {
        if (answer.body.code !== 'NOTHING_TO_UNDO') throw new Fault(`edit: ${JSON.stringify(answer.body)}`);
        return;
      }
      const { decisions, revision } = answer.body as { decisions: Decision[]; revision: number };
      if (decisions.length === 0) return;
      of.revisions.add(revision, 'edit');
      for (const one of decisions) {
        const before = known.get(one.sentence);
        if (!before) throw new Fault(`an edit changed ${one.sentence}, which is another's`);
        if (one.rowVersion !== before.rowVersion + 1)
          throw new Fault(`${one.sentence} went from version ${before.rowVersion} to ${one.rowVersion}`);
        known.set(one.sentence, one);
      }
    },
    async check() {
      const now = must(await client.get(path), 'breakdown').body as { decisions: Decision[] };
      for (const one of mine(now.decisions, now.decisions)) {
        const expected = known.get(one.sentence);
        if (!same(one, expected))
          throw new Fault(`${one.sentence} is ${JSON.stringify(one)}, acknowledged was ${JSON.stringify(expected)}`);
      }
    },
  };
}

/** Uploads reports, each another, and waits until each is imported. */
export function importing(client: Client, organId: string): Work {
  const sent: { importId: string; bytes: Buffer; reportId: string | null }[] = [];
  const state = async (importId: string) => must(await client.get(`/api/imports/${importId}`), 'import').body;
  return {
    name: 'importing',
    client,
    pending: () => sent.some((one) => one.reportId === null),
    async step() {
      const waiting = sent.find((one) => one.reportId === null);
      if (waiting) {
        const now = await state(waiting.importId);
        if (now.state === 'failed') throw new Fault(`an import failed: ${JSON.stringify(now.error)}`);
        if (now.state === 'done') waiting.reportId = now.reportId;
        return;
      }
      const count = sent.length + 1;
      const text = REPORT.replace('实施危桥改造14座', `实施危桥改造${count + 14}座`);
      const bytes = Buffer.from(text);
      const year = 2000 + (count % 20);
      const fields = { organId, unclassified: 'true', year: String(year), versionLabel: `第${count}稿` };
      const content = { fields, file: { name: `报告${count}.txt`, bytes } };
      const answer = must(await client.write('POST', '/api/reports', content), 'upload');
      if (answer.body.duplicate) throw new Fault('an upload was taken for another');
      sent.push({ importId: answer.body.id, bytes, reportId: null });
    },
    async check() {
      for (const one of sent.slice(-12)) {
        const now = await state(one.importId);
        if (one.reportId !== null && now.reportId !== one.reportId)
          throw new Fault(`import ${one.importId} has another report`);
        if (one.reportId === null) continue;
        const kept = await client.bytes(`/api/reports/${one.reportId}/file`);
        if (!kept.equals(one.bytes))
          throw new Fault(`file ${createHash('sha256').update(one.bytes).digest('hex')} is not as it was uploaded`);
      }
      const { reports } = must(await client.get('/api/reports'), 'reports').body as { reports: { id: string }[] };
      const ids = new Set(reports.map(({ id }) => id));
      for (const one of sent)
        if (one.reportId !== null && !ids.has(one.reportId)) throw new Fault(`report ${one.reportId} is missing`);
    },
  };
}

/** Sets how it wants to be told, a version after the other. */
export async function preferring(client: Client): Promise<Work> {
  const path = '/api/notifications/preferences';
  let known = must(await client.get(path), 'preferences').body;
  let steps = 0;
  return {
    name: 'preferring',
    client,
    async step() {
      steps += 1;
      const minute = String(steps % 60).padStart(2, '0');
      const change = {
        quiet: { on: true, from: `21:${minute}`, to: '06:30' },
        digest: { on: steps % 2 === 0, at: `09:${minute}` },
        choices: {},
        rowVersion: known.rowVersion,
      };
      const { body } = must(await client.write('PUT', path, change), 'preferences');
      if (body.rowVersion !== known.rowVersion + 1) throw new Fault(`preferences jumped to version ${body.rowVersion}`);
      known = body;
    },
    async check() {
      const now = must(await client.get(path), 'preferences').body;
      if (!same(now, known))
        throw new Fault(`preferences are ${JSON.stringify(now)}, acknowledged was ${JSON.stringify(known)}`);
    },
  };
}

/** Makes tokens for machines and revokes every second one. */
export function tokens(client: Client): Work {
  const made: { id: string; name: string; revoked: boolean }[] = [];
  const path = '/api/account/tokens';
  return {
    name: 'tokens',
    client,
    async step() {
      const last = made.at(-1);
      if (last && !last.revoked && made.length % 2 === 0) {
        must(await client.write('DELETE', `${path}/${last.id}`, {}), 'revoke');
        last.revoked = true;
        return;
      }
      const name = `接口${made.length + 1}`;
      const given = { name, scopes: ['ledgers.*'], expiresOn: new Date(Date.now() + 9e8).toISOString().slice(0, 10) };
      const { body } = must(await client.write('POST', path, given), 'token');
      made.push({ id: body.row.id, name, revoked: false });
    },
    async check() {
      const { body } = must(await client.get(path), 'tokens');
      const found = (body.tokens as { id: string; name: string; state: string }[])
        .map((one) => `${one.id} ${one.name} ${one.state === 'revoked'}`)
        .sort();
      const expected = made.map((one) => `${one.id} ${one.name} ${one.revoked}`).sort();
      if (!same(found, expected)) throw new Fault(`tokens are ${found}, acknowledged was ${expected}`);
    },
  };
}
