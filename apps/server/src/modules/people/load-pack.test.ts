import { join } from 'node:path';
import { listCities, loadCity } from '@luoshi/cities';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/harness.ts';
import { loadPack, organisationsOn } from './index.ts';

const CITIES = join(import.meta.dirname, '../../../../../cities');
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

for (const code of await listCities(CITIES))
  test(`the pack ${code} is loaded whole and in official order`, async () => {
    const pack = await loadCity(CITIES, code);
    // The small test city may have the same code.
    pack.city.code = `x-${pack.city.code}`;
    pack.regions[0]!.code = pack.city.code;
    for (const row of [...pack.regions, ...pack.organisations]) {
      if ('parent' in row && row.parent === pack.city.code.slice(2)) row.parent = pack.city.code;
      if ('region' in row && row.region === pack.city.code.slice(2)) row.region = pack.city.code;
    }
    for (const organ of pack.organs) if (organ.region === pack.city.code.slice(2)) organ.region = pack.city.code;
    const tenantId = await server.db.system((tx) => loadPack(tx, server.clock, pack, []));
    const { all, today, members } = await server.db.transaction(tenantId, async (tx) => ({
      all: await tx
        .selectFrom('organisation')
        .where('tenant_id', '=', tenantId)
        .orderBy('position')
        .selectAll()
        .execute(),
      today: await organisationsOn(tx, tenantId, '2026-03-02'),
      members: await tx.selectFrom('organisation_member').where('tenant_id', '=', tenantId).selectAll().execute(),
    }));
    expect(all.map((row) => row.code)).toEqual(pack.organisations.map((one) => one.code));
    expect(
      today.every((row) => row.valid_from <= '2026-03-02' && (row.valid_to === null || row.valid_to > '2026-03-02')),
    ).toBe(true);
    expect(members).toHaveLength(pack.organisations.flatMap((one) => one.members).length);
    const unread = all.filter((row) => !/^\S:[a-z0-9]+( (\S:[a-z0-9]+|\/))*$/u.test(row.pinyin));
    expect(unread.map((row) => row.pinyin)).toEqual([]);
  });
