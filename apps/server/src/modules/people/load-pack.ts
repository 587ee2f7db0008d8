import type { CityPack } from '@luoshi/cities';
import { hashPassword } from '../../platform/auth.ts';
import type { Clock } from '../../platform/clock.ts';
import { json } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import { type ADMINISTRATORS, ROLE_NAMES } from './contract.ts';
import { nameReading } from './pinyin.ts';
import { PLACE, stateOf } from './state.ts';

/** An account that the first run makes beside those of the pack. */
export interface FirstAdministrator {
  role: (typeof ADMINISTRATORS)[number];
  name: string;
  password: string;
}

/**
 * Writes a city pack into an empty city in the caller's transaction: regions, organisations, organs, people. Returns the
 * tenant's id. A real city's pack has no people, so it gets the three administrators.
 */
export async function loadPack(
  tx: Tx,
  clock: Clock,
  pack: CityPack,
  administrators: readonly FirstAdministrator[],
): Promise<string> {
  const tenantId = newId();
  const { code, name, demo } = pack.city;
  await tx
    .insertInto('tenant')
    .values({ id: tenantId, code, name, demo, loaded_at: null, created_at: clock.now() })
    .execute();
  await loadRegions(tx, tenantId, pack);
  const ids = await loadOrganisations(tx, tenantId, pack);
  await tx
    .insertInto('issuing_organ')
    .values(
      pack.organs.map((organ, index) => ({
        tenant_id: tenantId,
        id: newId(),
        name: organ.name,
        region_code: organ.region,
        organisation_id: organ.organisation === null ? null : ids.get(organ.organisation)!,
        number_prefixes: json(organ.prefixes),
        position: index + 1,
      })),
    )
    .execute();
  const loading = { tx, tenantId, clock, organisations: ids, hashes: new Map<string, string>() };
  for (const [index, person] of pack.people.entries()) await loadPerson(loading, person, index, demo);
  for (const [index, one] of administrators.entries())
    await loadPerson(loading, administratorOf(pack, one, clock), index, false);
  await loadDeputies(loading, pack);
  return tenantId;
}

async function loadRegions(tx: Tx, tenantId: string, pack: CityPack): Promise<void> {
  // In one statement, so that a region may come before the one above it.
  const rows = pack.regions.map((region, index) => ({
    tenant_id: tenantId,
    code: region.code,
    name: region.name,
    short_name: region.shortName,
    parent_code: region.parent,
    level: region.level,
    position: index + 1,
    valid_from: region.validFrom,
    valid_to: region.validTo,
  }));
  await tx.insertInto('region').values(rows).execute();
}

async function loadOrganisations(tx: Tx, tenantId: string, pack: CityPack): Promise<Map<string, string>> {
  const ids = new Map(pack.organisations.map((organisation) => [organisation.code, newId()]));
  const idOf = (code: string | null) => (code === null ? null : ids.get(code)!);
  const rows = pack.organisations.map((organisation, index) => ({
    tenant_id: tenantId,
    id: ids.get(organisation.code)!,
    code: organisation.code,
    name: organisation.name,
    short_name: organisation.shortName,
    kind: organisation.kind,
    position: (index + 1) * PLACE,
    aliases: organisation.aliases,
    function: organisation.function,
    duties: organisation.duties,
    region_code: regionOf(organisation, pack),
    parent_id: idOf(organisation.parent),
    successor_id: idOf(organisation.successor),
    pinyin: nameReading([organisation.shortName, organisation.name, ...organisation.aliases]),
    valid_from: organisation.validFrom,
    valid_to: organisation.validTo,
  }));
  await tx.insertInto('organisation').values(rows).execute();
  const states = rows.map((row) => ({
    tenant_id: tenantId,
    organisation_id: row.id,
    valid_from: row.valid_from,
    ...stateOf(row),
  }));
  await tx.insertInto('organisation_state').values(states).execute();
  const successors = rows.flatMap((row) =>
    row.successor_id === null
      ? []
      : [{ tenant_id: tenantId, organisation_id: row.id, successor_id: row.successor_id, position: 1 }],
  );
  if (successors.length) await tx.insertInto('organisation_successor').values(successors).execute();
  const members = pack.organisations.flatMap((group) =>
    group.members.map((member, index) => ({
      tenant_id: tenantId,
      group_id: ids.get(group.code)!,
      member_id: ids.get(member)!,
      position: index + 1,
    })),
  );
  if (members.length) {
    const began = new Map(rows.map((row) => [row.id, row.valid_from]));
    const later = (...days: (string | undefined)[]) => days.map(String).sort().at(-1)!;
    await tx.insertInto('organisation_member').values(members).execute();
    await tx
      .insertInto('organisation_membership')
      .values(
        members.map((one) => ({
          ...one,
          valid_from: later(began.get(one.group_id), began.get(one.member_id)),
          valid_to: null,
        })),
      )
      .execute();
  }
  return ids;
}

/** An organisation without a region of its own belongs to that of the one above it, in the end to the city. */
function regionOf(organisation: CityPack['organisations'][number], pack: CityPack): string {
  const parent = pack.organisations.find((other) => other.code === organisation.parent);
  return organisation.region ?? (parent ? regionOf(parent, pack) : pack.regions[0]!.code);
}

interface Loading {
  tx: Tx;
  tenantId: string;
  clock: Clock;
  /** Ids by code. */
  organisations: Map<string, string>;
  /** Hashing is meant to be slow, and a demonstration has one public password for all. */
  hashes: Map<string, string>;
}

async function loadPerson(
  { tx, tenantId, clock, organisations, hashes }: Loading,
  person: CityPack['people'][number],
  index: number,
  demo: boolean,
): Promise<void> {
  const id = newId();
  const [first] = person.posts;
  await tx
    .insertInto('person')
    .values({
      tenant_id: tenantId,
      id,
      name: person.name,
      code: person.id,
      organisation_id: first ? organisations.get(first.organisation)! : null,
      pinyin: nameReading([person.name], { surname: true }),
    })
    .execute();
  const posts = person.posts.map((post, place) => ({
    tenant_id: tenantId,
    id: newId(),
    person_id: id,
    organisation_id: organisations.get(post.organisation)!,
    title: post.title,
    role: post.role,
    sponsor: post.sponsor,
    granted_at: clock.now(),
    position: index * 100 + place,
    valid_from: post.validFrom,
    valid_to: post.validTo,
  }));
  if (posts.length) await tx.insertInto('post').values(posts).execute();
  if (!person.account) return;
  const { name, password } = person.account;
  const hash = (demo && hashes.get(password)) || (await hashPassword(password));
  hashes.set(password, hash);
  await tx
    .insertInto('account')
    .values({
      tenant_id: tenantId,
      name,
      person_id: id,
      password_hash: hash,
      demo_password: demo ? password : null,
      // Only a demonstration's passwords may stay as they were handed out.
      must_change: !demo,
      position: index,
      disabled_at: null,
    })
    .execute();
}

/** Who stands in for whom, once everybody is there. */
async function loadDeputies({ tx, tenantId, clock, organisations }: Loading, pack: CityPack): Promise<void> {
  const people = await tx.selectFrom('person').where('tenant_id', '=', tenantId).select(['id', 'code']).execute();
  const idOf = (code: string) => people.find((person) => person.code === code)!.id;
  for (const person of pack.people)
    for (const post of person.posts)
      for (const deputy of post.deputies) {
        const { id } = await tx
          .selectFrom('post')
          .where('tenant_id', '=', tenantId)
          .where('person_id', '=', idOf(person.id))
          .where('organisation_id', '=', organisations.get(post.organisation)!)
          .where('title', '=', post.title)
          .select('id')
          .executeTakeFirstOrThrow();
        const row = { tenant_id: tenantId, id: newId(), post_id: id, person_id: idOf(deputy.person), set_by: null };
        const held = { valid_from: deputy.validFrom, valid_to: deputy.validTo, granted_at: clock.now() };
        await tx
          .insertInto('deputy')
          .values({ ...row, ...held, reason: deputy.reason })
          .execute();
      }
}

function administratorOf(pack: CityPack, account: FirstAdministrator, clock: Clock): CityPack['people'][number] {
  const organisation =
    pack.organs.find((organ) => organ.organisation !== null)?.organisation ?? pack.organisations[0]!.code;
  const title = ROLE_NAMES[account.role];
  const post = { organisation, title, role: account.role, sponsor: false, validFrom: clock.today(), validTo: null };
  return { id: account.role, name: title, posts: [{ ...post, deputies: [] }], account };
}
