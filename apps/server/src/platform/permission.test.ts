import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCity, buildOrganisation, type TestCity } from '../testing/builders.ts';
import { openTestDatabase } from '../testing/database.ts';
import { type HeldPost, nobody } from './actor.ts';
import type { Database, Tx } from './db/database.ts';
import { business, reaches, type Scope, scopeOf, within } from './permission.ts';

let db: Database;
let city: TestCity;
beforeAll(async () => {
  db = await openTestDatabase();
  city = await buildCity(db);
});
afterAll(() => db.close());

const post = (code: string, role: HeldPost['role'] = 'reporter'): HeldPost => ({
  id: '',
  organisationId: city.organisations[code]!,
  role,
  regionCode: code.startsWith('DSQ') ? '990100-1' : '990100',
  ofCity: !code.startsWith('DSQ'),
  deputyFor: null,
});
const somebody = (...posts: HeldPost[]) => ({ ...nobody(city.tenantId, null), personId: 'p', posts });
const inCity = <T>(work: (tx: Tx) => Promise<T>) => db.transaction(city.tenantId, work);

test('a post of the city that reaches down the line reaches everything, and asks the database nothing', async () => {
  const noDatabase = {} as Tx;
  expect((await scopeOf(noDatabase, somebody(post('ZFB')), business('line'))).everything).toBe(true);
  expect((await scopeOf(noDatabase, somebody(post('ZFB')), business('territory'))).everything).toBe(true);
  const own = await scopeOf(noDatabase, somebody(post('ZFB', 'supervision')), { supervision: 'organ' });
  expect(own).toMatchObject({ everything: false, regions: ['990100'], above: [] });
});

test('a post of a county reaches its region, what is issued above, and what its organisation is given', async () => {
  const scope = await inCity((tx) => scopeOf(tx, somebody(post('DSQ')), business('line')));
  expect(scope).toMatchObject({ regions: ['990100-1'], above: ['990100'] });
  expect(reaches(scope, { region: '990100' })).toBe(true);
  expect(reaches(scope, { region: '990100', draft: true })).toBe(false);
  expect(reaches(scope, { region: '990100-2' })).toBe(false);
  // Another county's thing that is given to all counties, or to a department below this one.
  expect(reaches(scope, { region: '990100-2', organisations: [city.organisations.QXX!] })).toBe(true);
  expect(reaches(scope, { region: '990100-2', organisations: [city.organisations.DSQNY!] })).toBe(true);
  expect(reaches(scope, { region: '990100-2', organisations: [city.organisations.BHXNY!] })).toBe(false);
});

test('who took over an organisation’s work reaches what it was given', async () => {
  const before = await inCity(async (tx) => {
    const id = await buildOrganisation(tx, city.tenantId, { name: '测试市旧局' });
    await tx
      .insertInto('organisation_successor')
      .values({ tenant_id: city.tenantId, organisation_id: id, successor_id: city.organisations.JTJ!, position: 1 })
      .execute();
    return id;
  });
  const scope = await inCity((tx) => scopeOf(tx, somebody(post('JTJ')), { reporter: 'organisation' }));
  expect(reaches(scope, { organisations: [before] })).toBe(true);
  const other = await inCity((tx) => scopeOf(tx, somebody(post('TJJ')), { reporter: 'organisation' }));
  expect(reaches(other, { organisations: [before] })).toBe(false);
});

test('several posts reach together; one without the role adds nothing', async () => {
  const scope = await inCity((tx) =>
    scopeOf(tx, somebody(post('DSQ', 'supervision'), post('ZFB', 'viewer')), { supervision: 'organ' }),
  );
  expect(scope.regions).toEqual(['990100-1']);
});

test('the condition of a list and the judgement of a single thing are the same', async () => {
  const codes = ['a', 'b', 'c'];
  const some = fc.subarray(codes);
  const scopes: fc.Arbitrary<Scope> = fc.record({
    everything: fc.boolean(),
    regions: some,
    above: some,
    organisations: some,
    personId: fc.constantFrom('a', 'b', null),
  });
  const things = fc.record({
    region: fc.constantFrom(...codes),
    draft: fc.boolean(),
    organisations: some,
    personId: fc.constantFrom(...codes),
  });
  await fc.assert(
    fc.asyncProperty(scopes, things, async (scope, thing) => {
      const condition = within(scope, {
        region: (allowed) => sql`${thing.region}::text = any(${allowed}::text[])`,
        draft: sql`${thing.draft}::boolean`,
        organisation: (ids) => sql`${thing.organisations}::text[] && ${ids}::text[]`,
        person: sql`${thing.personId}::text`,
      });
      const { rows } = await inCity((tx) => sql<{ found: boolean }>`select ${condition} as found`.execute(tx));
      expect(rows[0]!.found).toBe(reaches(scope, thing));
    }),
    { numRuns: 60 },
  );
});
