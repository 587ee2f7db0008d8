import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  server = await startTestServer();
  admin = await server.as('system_administrator');
});
afterAll(() => server.close());

const DAYS = ['2024-01-01', '2025-01-01', '2025-07-01', '2026-01-01', '2026-03-02', '2026-09-01', '2027-01-01'];
const day = fc.constantFrom(...DAYS);
const which = fc.nat({ max: 11 });
const act = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), on: day, under: fc.option(which) }),
  fc.record({ kind: fc.constant('rename' as const), on: day, of: which }),
  fc.record({ kind: fc.constant('move' as const), on: day, of: which, under: fc.option(which) }),
  fc.record({ kind: fc.constant('merge' as const), on: day, of: which, into: which }),
  fc.record({ kind: fc.constant('split' as const), on: day, of: which, into: which, and: which }),
  fc.record({ kind: fc.constant('end' as const), on: day, of: which }),
  fc.record({ kind: fc.constant('order' as const), on: day, of: which, with: which }),
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;

let made = 0;
/** Sends one change; a refusal is as good as a change. Anything else than those two is a fault. */
async function send(units: string[], one: Act): Promise<void> {
  const at = (index: number) => units[index % units.length]!;
  const common = { on: one.on, why: '随机' };
  const rowVersion = async (id: string) => (await admin.get(`/api/organisations/${id}`)).body.rowVersion;
  const ask = async () => {
    switch (one.kind) {
      case 'add': {
        made += 1;
        const names = { code: `RND${made}`, name: `随机${made}`, shortName: `随${made}`, kind: 'department' };
        return admin.post('/api/organisations', {
          ...common,
          ...names,
          parentId: one.under === null ? null : at(one.under),
        });
      }
      case 'merge':
        return admin.post('/api/organisation-merges', {
          ...common,
          organisationIds: [at(one.of)],
          successorId: at(one.into),
          posts: 'move',
        });
      case 'order':
        return admin.post('/api/organisation-orders', { ...common, organisationIds: [at(one.of), at(one.with)] });
      default: {
        made += 1;
        const more = {
          rename: { name: `改名${made}`, shortName: `改${made}` },
          move: { parentId: one.kind === 'move' && one.under !== null ? at(one.under) : null },
          split: { successorIds: one.kind === 'split' ? [at(one.into), at(one.and)] : [], posts: 'end' },
          end: { posts: 'end' },
        }[one.kind];
        const id = at(one.of);
        return admin.post(`/api/organisations/${id}/${one.kind}`, {
          ...common,
          rowVersion: await rowVersion(id),
          ...more,
        });
      }
    }
  };
  const answer = await ask();
  expect([200, 201, 400, 409, 422], JSON.stringify(answer.body)).toContain(answer.status);
  if (one.kind === 'add' && answer.status === 201) units.push(answer.body.id);
}

/** What must be true of the tree on every day, whatever was done to it. */
async function examine(units: readonly string[]): Promise<void> {
  const rows = await server.db.transaction(server.city.tenantId, async (tx) => ({
    lives: await tx.selectFrom('organisation').where('id', 'in', units).selectAll().execute(),
    states: await tx.selectFrom('organisation_state').where('organisation_id', 'in', units).selectAll().execute(),
    heirs: await tx.selectFrom('organisation_successor').where('organisation_id', 'in', units).selectAll().execute(),
    posts: await tx.selectFrom('post').where('organisation_id', 'in', units).selectAll().execute(),
  }));
  const life = new Map(rows.lives.map((row) => [row.id, row]));
  const exists = (id: string, on: string) => {
    const row = life.get(id)!;
    return row.valid_from <= on && (row.valid_to === null || row.valid_to > on);
  };
  for (const on of DAYS) {
    const { organisations } = (await admin.get(`/api/organisations?on=${on}`)).body;
    const shown = new Map<string, { parentId: string | null }>(
      organisations.map((one: { id: string }) => [one.id, one]),
    );
    for (const id of units) {
      expect(shown.has(id), `${id} on ${on}`).toBe(exists(id, on));
      const above: string[] = [];
      for (let next = shown.get(id)?.parentId ?? null; next !== null; next = shown.get(next)?.parentId ?? null) {
        expect(shown.has(next), `the one above on ${on}`).toBe(true);
        expect(above).not.toContain(next);
        above.push(next);
      }
      expect(above).not.toContain(id);
    }
  }
  for (const { id, valid_from: from, valid_to: to } of rows.lives) {
    const own = rows.states.filter((state) => state.organisation_id === id).map((state) => state.valid_from);
    expect(own.sort()[0]).toBe(from);
    if (to !== null) expect(own.every((start) => start < to)).toBe(true);
  }
  for (const heir of rows.heirs)
    expect(exists(heir.successor_id, life.get(heir.organisation_id)!.valid_to!)).toBe(true);
  for (const post of rows.posts) {
    const end = life.get(post.organisation_id)!.valid_to;
    if (end !== null && post.valid_from < end) expect(post.valid_to !== null && post.valid_to <= end).toBe(true);
  }
  const today = rows.lives.filter((row) => row.valid_from <= '2026-03-02');
  for (const row of today) {
    const state = rows.states
      .filter((one) => one.organisation_id === row.id && one.valid_from <= '2026-03-02')
      .sort((a, b) => a.valid_from.localeCompare(b.valid_from))
      .at(-1)!;
    expect([row.name, row.parent_id, row.position]).toEqual([state.name, state.parent_id, state.position]);
  }
}

test('whatever is done to the tree, on every day it is one: no circle, nobody below what is not there, heirs that exist', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 8, maxLength: 20 }), async (acts) => {
      const units: string[] = [];
      for (let index = 0; index < 4; index += 1) await send(units, { kind: 'add', on: '2024-01-01', under: null });
      const post = { title: '科员', role: 'reporter', organisationId: units[0], validFrom: '2024-01-01', why: '任职' };
      made += 1;
      const person = await admin.post('/api/people', { name: `人${made}`, organisationId: units[0], why: '登记' });
      await admin.post(`/api/people/${person.body.id}/posts`, post);
      for (const one of acts) await send(units, one);
      await examine(units);
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 120_000);
