import { existsSync } from 'node:fs';
import { writeOfficialDocument } from '@luoshi/documents';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { json } from '../../platform/db/columns.ts';
import { photo, type ScannerDaemon, startScanner } from '../../platform/files/testing.ts';
import { clamd } from '../../platform/files/virus-scanner.ts';
import { newId } from '../../platform/ids.ts';
import { type Client, startTestServer, type TestServer } from '../../testing/harness.ts';
import { bytesOf, REPORT } from '../../testing/report-text.ts';
import { evidenceSetting } from '../evidence/settings.ts';
import { addItems } from './add-items.ts';

let server: TestServer;
let office: Client;
let daemon: ScannerDaemon;
let items: string[];
beforeAll(async () => {
  daemon = await startScanner('EICAR');
  server = await startTestServer({ scanner: clamd({ host: '127.0.0.1', port: daemon.port }) });
  office = await server.as('supervision');
  items = await twoItems();
});
afterAll(async () => {
  await server.close();
  await daemon.stop();
});

/** Two items of the city, led by one department. */
async function twoItems(): Promise<string[]> {
  const { city, db, clock } = server;
  const fields = { organId: city.organId, unclassified: 'true' };
  const started = await office.upload('/api/reports', { name: '报告.txt', bytes: bytesOf(REPORT) }, fields);
  await server.runJobs();
  const { reportId } = (await office.get(`/api/imports/${started.body.id}`)).body;
  return db.transaction(city.tenantId, async (tx) => {
    const id = newId();
    await tx
      .insertInto('issuance')
      .values({
        tenant_id: city.tenantId,
        id,
        report_id: reportId,
        organ_id: city.organId,
        document_number: '测政办〔2026〕1号',
        title: '任务分解',
        issued_on: '2026-03-01',
        issued_at: clock.now(),
        issued_by: null,
        issued_by_name: '系统',
        items: 2,
      })
      .execute();
    const item = (wording: string) => ({
      wording,
      original: wording,
      sectionPath: [],
      targets: [],
      leads: [city.organisations.JTJ!],
      supports: [],
      sponsor: null,
      due: '2026-12-31',
      quarters: [],
      anchors: [{ sentence: 's1', start: 0, end: 4 }],
    });
    const sentence = await tx.selectFrom('report_sentence').select('id').limit(1).executeTakeFirstOrThrow();
    const made = ['建桥。', '修路。'].map((wording) => ({
      ...item(wording),
      anchors: [{ sentence: sentence.id, start: 0, end: 4 }],
    }));
    const of = {
      issuanceId: id,
      reportId,
      organId: city.organId,
      numberPrefix: '测政督',
      documentNumber: '1号',
      year: 2026,
    };
    await addItems(tx, { actor: office.actor, clock }, of, made);
    return (await tx.selectFrom('item').orderBy('id').select('id').execute()).map((row) => row.id);
  });
}

const address = (item = 0) => `/api/ledgers/supervision/items/${items[item]}/evidence`;
const handIn = (name: string, bytes: Uint8Array, item = 0) => office.upload(address(item), { name, bytes });
const shown = async (item = 0) => (await office.get(`/api/ledgers/supervision/items/${items[item]}`)).body;
const rule = (value: object) =>
  server.db.transaction(server.city.tenantId, (tx) =>
    tx
      .insertInto('setting')
      .values({ tenant_id: server.city.tenantId, name: evidenceSetting.name, value: json(value) })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doUpdateSet({ value: json(value) }))
      .execute(),
  );
const kept = (sha256: string) => existsSync(server.platform.files.pathOf(sha256));
const PLACE = { latitude: [36, 30, 36], longitude: [102, 6, 0] } as {
  latitude: [number, number, number];
  longitude: [number, number, number];
};

test('a photo is handed in, listed on the item with when and where, opens as it came, and stands in the history', async () => {
  const bytes = photo({ at: '2026:03:01 09:30:00', place: PLACE });
  const answer = await handIn('桥面\u202e/现场.jpg', bytes);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({
    kind: 'picture',
    fileName: '现场.jpg',
    bytes: bytes.length,
    scan: 'clean',
    takenAt: '2026-03-01T01:30:00.000Z',
    place: { latitude: expect.closeTo(36.51, 6), longitude: expect.closeTo(102.1, 6) },
    handedInBy: office.actor.name,
    repeats: { count: 0, items: [] },
  });
  const item = await shown();
  expect(item.evidence).toEqual([answer.body]);
  expect(item.history.at(-1)).toMatchObject({ what: '上传佐证材料', who: office.actor.name });
  const opened = await office.get(`${address()}/${answer.body.id}`);
  expect(opened.bytes.equals(bytes)).toBe(true);
  expect(opened.headers['content-type']).toBe('image/jpeg');
  // By the address of another item it is not there.
  expect((await office.get(`${address(1)}/${answer.body.id}`)).status).toBe(404);
});

test('the same photo on another item is flagged on both, also with another name and without its place', async () => {
  const answer = await handIn('换个名字.jpg', photo(), 1);
  expect(answer.body.repeats).toMatchObject({ count: 1, items: [{ id: items[0] }] });
  expect((await shown(0)).evidence[0].repeats).toMatchObject({ count: 1, items: [{ id: items[1] }] });
});

test('who only reads the item is not shown its evidence; who has the assignment hands in', async () => {
  const { city, db } = server;
  const people = await db.transaction(city.tenantId, async (tx) => {
    const { buildPerson } = await import('../../testing/builders.ts');
    const person = (name: string, role: 'reporter' | 'viewer', code: string) =>
      buildPerson(tx, city.tenantId, { name, role, organisationId: city.organisations[code]! });
    return [
      await person('交通', 'reporter', 'JTJ'),
      await person('统计', 'reporter', 'TJJ'),
      await person('县里', 'viewer', 'DSQ'),
    ];
  });
  const [transport, statistics, county] = await Promise.all([
    server.as('reporter', people[0]),
    server.as('reporter', people[1]),
    server.as('viewer', people[2]),
  ]);
  const send = (client: Client) => client.upload(address(), { name: '进度.jpg', bytes: photo({ orientation: 3 }) });
  expect((await send(transport)).status).toBe(201);
  expect((await send(statistics)).body.code).toBe('NOT_FOUND');
  expect((await send(county)).body.code).toBe('NOT_ALLOWED');
  const item = await county.get(`/api/ledgers/supervision/items/${items[0]}`);
  expect(item.status).toBe(200);
  expect(item.body.evidence).toEqual([]);
  const { evidence } = await shown();
  expect((await county.get(`${address()}/${evidence[0].id}`)).status).toBe(404);
});

test('where the city keeps no places, the photo is kept without, and what cannot be stripped is refused', async () => {
  await rule({ places: 'strip', whenScannerUnreachable: 'refuse' });
  const answer = await handIn('去掉位置.jpg', photo({ orientation: 8, at: '2026:03:02 10:00:00', place: PLACE }));
  expect(answer.body).toMatchObject({ place: null, takenAt: '2026-03-02T02:00:00.000Z' });
  const { bytes } = await office.get(`${address()}/${answer.body.id}`);
  const { takenOf } = await import('../../platform/files/taken.ts');
  const { writeFile } = await import('node:fs/promises');
  const path = `${server.platform.files.temporary}/look`;
  await writeFile(path, bytes);
  expect(await takenOf(path, 'jpeg')).toEqual({ at: null, place: null, tellsPlace: false, orientation: 8 });
  await rule(evidenceSetting.standard);
});

test('a virus is refused and nothing is kept; the refusal names it', async () => {
  const bytes = Buffer.concat([photo(), Buffer.from('EICAR')]);
  const answer = await handIn('带毒.jpg', bytes);
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({ code: 'FILE_INFECTED', message: expect.stringContaining('Test-Signature') });
  const { createHash } = await import('node:crypto');
  expect(kept(createHash('sha256').update(bytes).digest('hex'))).toBe(false);
});

test('a document with a security marking is refused, in its text or in its name', async () => {
  const paragraph = (text: string) => ({ kind: 'paragraph' as const, runs: [{ text }] });
  const marked = await writeOfficialDocument({ title: '机密★10年', blocks: [paragraph('关于某事')] });
  expect((await handIn('证明.docx', marked)).body.code).toBe('FILE_CLASSIFIED');
  expect((await handIn('机密★1年 证明.jpg', photo())).body.code).toBe('FILE_CLASSIFIED');
  const ordinary = await writeOfficialDocument({ title: '国家秘密保护工作情况', blocks: [paragraph('已完成培训。')] });
  expect((await handIn('证明.docx', ordinary)).status).toBe(201);
});

test('with the scanner out of reach nothing is taken, or it waits in quarantine until it can be judged', async () => {
  const { port } = daemon;
  await daemon.stop();
  const one = photo({ orientation: 2 });
  expect((await handIn('没扫描.jpg', one)).body.code).toBe('SCANNER_UNREACHABLE');

  await rule({ places: 'keep', whenScannerUnreachable: 'quarantine' });
  const clean = (await handIn('干净.jpg', one)).body;
  const bad = (await handIn('有毒.jpg', Buffer.concat([photo({ orientation: 5 }), Buffer.from('EICAR')]))).body;
  expect([clean.scan, bad.scan]).toEqual(['quarantine', 'quarantine']);
  expect((await office.get(`${address()}/${clean.id}`)).body.code).toBe('FILE_QUARANTINED');
  await server.runJobs();
  expect((await office.get(`${address()}/${clean.id}`)).body.code).toBe('FILE_QUARANTINED');

  daemon = await startScanner('EICAR', { port });
  server.clock.advance(11 * 60_000);
  await server.runJobs();
  const { evidence } = await shown();
  const scanOf = (id: string) => evidence.find((row: { id: string }) => row.id === id).scan;
  expect([scanOf(clean.id), scanOf(bad.id)]).toEqual(['clean', 'infected']);
  expect((await office.get(`${address()}/${clean.id}`)).bytes.equals(one)).toBe(true);
  expect((await office.get(`${address()}/${bad.id}`)).body).toMatchObject({
    code: 'FILE_QUARANTINED',
    message: expect.stringContaining('内容已删除'),
  });
});
