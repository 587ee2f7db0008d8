import { Role } from '../../modules/people/contract.ts';
import { newSessionToken } from '../../platform/auth.ts';
import { json } from '../../platform/db/columns.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { buildCity, buildPerson, type TestCity } from '../builders.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import type { Caller, PersonThings, Place, PlaceThings, There, World } from './case.ts';
import { PLACES } from './case.ts';
import type { TrialDatabase } from './trial-database.ts';

/** The name of the organisation that each place is. */
const CODES: Record<Place, string> = {
  city: 'ZFB',
  department: 'FGW',
  county: 'DSQ',
  'other county': 'BHX',
  'other city': 'ZFB',
};
/** Who works where: in the office and in the county everybody, in a department who files and who looks on. */
const STAFF: Record<Caller['at'], readonly Role[]> = {
  city: Role.options,
  department: ['reporter', 'approver', 'viewer'],
  county: Role.options,
};

export interface BuiltWorld extends World {
  readonly server: TestServer;
  readonly callers: readonly Caller[];
  readonly places: Readonly<Record<Place, There>>;
  /** The header that carries the caller's session. */
  cookieOf(caller: Caller): Promise<string>;
  /** The place 'self' of a caller. */
  own(caller: Caller): Promise<There>;
  /** A session of the city's supervision office that lacks something. */
  restricted(restriction: 'password' | 'second_factor'): Promise<string>;
  /** The header of a machine's token in the name of the city's supervision office. */
  token(scopes: string[]): Promise<string>;
}

/** Two cities, the first with counties and people of every role; then what the rooms put at each place. */
export async function buildWorld(
  trial: TrialDatabase,
  rooms: readonly { things?: PlaceThings; mine?: PersonThings }[],
): Promise<BuiltWorld> {
  const server = await startTestServer({ over: trial.over });
  const { db, city } = server;
  const neighbour = await buildCity(db, '990200');
  const organs = await db.transaction(city.tenantId, (tx) => countyOrgans(tx, city));
  const callers = await peopleOf(db, city);
  const reporterOf = (at: Caller['at']) => callers.find((one) => one.at === at && one.role === 'reporter')!;
  const world: World = { server, organisations: city.organisations, neighbour: neighbour.organisations };

  const bare = async (place: Place): Promise<There> => {
    const from = place === 'other city' ? neighbour : city;
    const organisationId = from.organisations[CODES[place]]!;
    const where = { place, tenantId: from.tenantId, organisationId, things: {} };
    const organId = place === 'other city' ? neighbour.organId : (organs[CODES[place]] ?? city.organId);
    const regionCode = REGIONS[place] ?? '990200';
    if (place === 'city' || place === 'department' || place === 'county') {
      const { personId, postId, account } = reporterOf(place);
      return { ...where, organId, regionCode, personId, postId, account };
    }
    const account = `${CODES[place]}-${place === 'other city' ? 'neighbour' : 'reporter'}`;
    const person = await db.transaction(from.tenantId, async (tx) => {
      const id = await buildPerson(tx, from.tenantId, {
        name: '别处填报员',
        role: 'reporter',
        organisationId,
        account,
      });
      return { personId: id, postId: await postOf(tx, from.tenantId, id) };
    });
    return { ...where, organId, regionCode, account, ...person };
  };

  const places = {} as Record<Place, There>;
  for (const place of PLACES) {
    let there = await bare(place);
    for (const room of rooms) {
      const more = (await room.things?.({ world, there })) ?? {};
      there = { ...there, things: { ...there.things, ...more } };
    }
    places[place] = there;
  }

  const cookies = new Map<string, Promise<string>>();
  const selves = new Map<string, Promise<There>>();
  const once = <T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>) =>
    kept.get(key) ?? kept.set(key, outsideTrial(trial, make)).get(key)!;
  return {
    ...world,
    callers,
    places,
    cookieOf: (caller) =>
      once(cookies, caller.personId, async () => (await server.as(caller.role, caller.personId)).cookie),
    own: (caller) =>
      once(selves, caller.personId, async () => {
        const { tenantId, regionCode, organisationId, personId, postId, account } = caller;
        const organId = places[caller.at].organId;
        const there: There = {
          place: 'self',
          tenantId,
          regionCode,
          organId,
          organisationId,
          personId,
          postId,
          account,
          things: {},
        };
        const things = await Promise.all(rooms.map((room) => room.mine?.({ world, caller }) ?? {}));
        return { ...there, things: Object.assign({}, ...things) };
      }),
    restricted: (restriction) =>
      once(cookies, restriction, async () => {
        const client = await server.as('supervision');
        await db.transaction(city.tenantId, (tx) =>
          tx.updateTable('session').set({ restriction }).where('id', '=', client.actor.sessionId!).execute(),
        );
        return client.cookie;
      }),
    token: (scopes) => once(cookies, scopes.join(), () => buildToken(server, scopes)),
  };
}

const REGIONS: Partial<Record<Place, string>> = {
  city: '990100',
  department: '990100',
  county: '990100-1',
  'other county': '990100-2',
};

async function outsideTrial<T>(trial: TrialDatabase, work: () => Promise<T>): Promise<T> {
  const { trying } = trial;
  trial.trying = false;
  try {
    return await work();
  } finally {
    trial.trying = trying;
  }
}

/** Governments of the counties that issue in their own name. */
async function countyOrgans(tx: Tx, city: TestCity): Promise<Record<string, string>> {
  const organs: Record<string, string> = {};
  for (const [code, region] of [
    ['DSQ', '990100-1'],
    ['BHX', '990100-2'],
  ] as const) {
    organs[code] = newId();
    await tx
      .insertInto('issuing_organ')
      .values({
        tenant_id: city.tenantId,
        id: organs[code],
        name: `${code}人民政府`,
        region_code: region,
        organisation_id: city.organisations[code]!,
        number_prefixes: json({ breakdown: `${code}办`, supervision: `${code}督` }),
        position: 10,
      })
      .execute();
  }
  return organs;
}

async function peopleOf(db: Database, city: TestCity): Promise<Caller[]> {
  const { tenantId } = city;
  const callers: Caller[] = [];
  for (const at of ['city', 'department', 'county'] as const)
    for (const role of STAFF[at]) {
      const organisationId = city.organisations[CODES[at]]!;
      const account = at === 'city' ? city.people[role].account : `${CODES[at]}-${role}`;
      const person = await db.transaction(tenantId, async (tx) => {
        const given = { name: `${CODES[at]}${role}`, role, organisationId, account };
        const personId = at === 'city' ? city.people[role].personId : await buildPerson(tx, tenantId, given);
        return { personId, postId: await postOf(tx, tenantId, personId) };
      });
      callers.push({ role, at, tenantId, regionCode: REGIONS[at]!, organisationId, account, ...person });
    }
  return callers;
}

const postOf = async (tx: Tx, tenantId: string, personId: string): Promise<string> =>
  (
    await tx
      .selectFrom('post')
      .where('tenant_id', '=', tenantId)
      .where('person_id', '=', personId)
      .select('id')
      .executeTakeFirstOrThrow()
  ).id;

async function buildToken({ db, city, clock }: TestServer, scopes: string[]): Promise<string> {
  const { token, hash } = newSessionToken();
  const { personId } = city.people.supervision;
  await db.transaction(city.tenantId, (tx) =>
    tx
      .insertInto('api_token')
      .values({
        tenant_id: city.tenantId,
        id: newId(),
        token_hash: hash,
        prefix: token.slice(0, 8),
        person_id: personId,
        name: '测试程序',
        scopes,
        created_at: clock.now(),
        created_by: personId,
        expires_at: new Date('2036-01-01'),
        last_used_at: clock.now(),
        revoked_at: null,
      })
      .execute(),
  );
  return `Bearer ${token}`;
}
