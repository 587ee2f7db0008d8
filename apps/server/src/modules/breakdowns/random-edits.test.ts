import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { bytesOf, REPORT } from '../../testing/report-text.ts';
import type { Breakdown, Decision } from './contract.ts';

let server: TestServer;
let office: Client;
let reportId: string;
beforeAll(async () => {
  server = await startTestServer();
  office = await server.as('supervision');
  const fields = { organId: server.city.organId, unclassified: 'true' };
  const started = await office.upload('/api/reports', { name: '政府工作报告.txt', bytes: bytesOf(REPORT) }, fields);
  await server.runJobs();
  reportId = (await office.get(`/api/imports/${started.body.id}`)).body.reportId;
});
afterAll(() => server.close());

const breakdown = async (): Promise<Breakdown> => (await office.get(`/api/breakdowns/${reportId}`)).body;

type Step = {
  kind: 'accept' | 'split' | 'merge' | 'reject' | 'reopen' | 'edit' | 'bulk' | 'undo';
  at: number;
  share: number;
};
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('accept', 'split', 'merge', 'reject', 'reopen', 'edit', 'bulk', 'undo'),
  at: fc.nat(1000),
  share: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
});

/** Sends what the page would send, on whatever sentence is hit. */
async function send(now: Breakdown, { kind, at, share }: Step) {
  const i = at % now.decisions.length;
  const decision = now.decisions[i] as Decision;
  const sentence = now.sentences[i]!;
  const { rowVersion } = decision;
  const post = (path: string, body: object) => office.post(`/api/breakdowns/${reportId}${path}`, body);
  const here = `/sentences/${decision.sentence}`;
  switch (kind) {
    case 'accept':
      return post(`${here}/accept`, { rowVersion, leads: [server.city.organisations.FGW] });
    case 'split':
      return post(`${here}/split`, {
        rowVersion,
        at: [Math.floor(sentence.start + share * (sentence.end - sentence.start))],
      });
    case 'merge': {
      const next = now.decisions[i + 1];
      return next && post(`${here}/merge`, { rowVersion, next: next.sentence, nextRowVersion: next.rowVersion });
    }
    case 'reject':
      return post(`${here}/reject`, { rowVersion, reason: '随机' });
    case 'reopen':
      return post(`${here}/reopen`, { rowVersion });
    case 'edit': {
      const item = decision.items[0];
      return (
        item &&
        office.patch(`/api/breakdowns/${reportId}${here}/items/${item.id}`, { rowVersion, wording: `改写${at}` })
      );
    }
    case 'bulk':
      return post('/bulk-accept', { revision: now.revision, sentences: [decision.sentence] });
    case 'undo':
      return post('/undo', {});
  }
}

test('whatever the page sends, the sum adds up, every answer equals a reload, and refusals change nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
      for (const one of steps) {
        const before = await breakdown();
        const answer = await send(before, one);
        const after = await breakdown();
        const { single, split, merged, none, pending, sentences, items } = after.reconciliation;
        expect(single + split + merged + none + pending).toBe(sentences);
        expect(sentences).toBe(after.sentences.length);
        const counted = after.decisions.filter((one) => one.disposition !== 'pending').flatMap((one) => one.items);
        expect(items).toBe(counted.length);
        const idle = (await office.get(`/api/breakdowns/${reportId}/changes?since=${after.revision}`)).body;
        expect(idle).toMatchObject({
          reconciliation: after.reconciliation,
          revision: after.revision,
          decisions: [],
          by: [],
        });
        if (!answer) continue;
        if (answer.status !== 200) {
          expect([404, 409, 422]).toContain(answer.status);
          expect(after).toEqual(before);
          continue;
        }
        expect(answer.body.reconciliation).toEqual(after.reconciliation);
        expect(answer.body.revision).toBe(after.revision);
        for (const decision of answer.body.decisions as Decision[])
          expect(after.decisions.find((one) => one.sentence === decision.sentence)).toEqual(decision);
        const changed = after.decisions.filter((one, k) => one.rowVersion !== before.decisions[k]?.rowVersion);
        expect(changed.map((one) => one.sentence)).toEqual(answer.body.decisions.map((one: Decision) => one.sentence));
      }
    }),
    { numRuns: 8 },
  );
});
