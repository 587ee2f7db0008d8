import type { Insertable } from 'kysely';
import { type Organisation, Role } from '../modules/people/contract.ts';
import { nameReading, stateOf } from '../modules/people/index.ts';
import type { PeopleTables } from '../modules/people/tables.ts';
import { hashPassword } from '../platform/auth.ts';
import { json } from '../platform/db/columns.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import { newId } from '../platform/ids.ts';

/** A small invented city with one person for every role. */
export interface TestCity {
  tenantId: string;
  /** By code, in official order: GOV, FGW, GXJ, JTJ, NYNCJ, TJJ, GXXQ, QXX (各县区, of DSQ and BHX), DSQ, BHX, and one department in each county: DSQNY, BHXNY. */
  organisations: Record<string, string>;
  organId: string;
  /** By role. */
  people: Record<Role, { personId: string; account: string }>;
  sponsorId: string;
}

export const TEST_PASSWORD = 'ceshi-2026';
// The same for all: hashing is meant to be slow.
const passwordHash = hashPassword(TEST_PASSWORD);
const FROM = '2020-01-01';

const ORGANISATIONS: readonly (readonly [
  code: string,
  name: string,
  shortName: string,
  kind: Organisation['kind'],
  fn: string,
  parent?: string,
])[] = [
  ['GOV', '测试市人民政府', '市政府', 'government', ''],
  ['ZFB', '测试市人民政府办公室', '市政府办', 'department', ''],
  ['FGW', '测试市发展和改革委员会', '市发展改革委', 'department', 'development_reform'],
  ['GXJ', '测试市工业和信息化局', '市工业和信息化局', 'department', 'industry'],
  ['JTJ', '测试市交通运输局', '市交通运输局', 'department', 'transport'],
  ['NYNCJ', '测试市农业农村局', '市农业农村局', 'department', 'agriculture'],
  ['TJJ', '测试市统计局', '市统计局', 'department', 'statistics'],
  ['GXXQ', '测试市高新技术产业开发区管委会', '高新区', 'park', ''],
  ['QXX', '各县区', '各县区', 'group', ''],
  ['DSQ', '东山区人民政府', '东山区', 'county', ''],
  ['BHX', '北河县人民政府', '北河县', 'county', ''],
  ['DSQNY', '东山区农业农村局', '东山区农业农村局', 'department', 'agriculture', 'DSQ'],
  ['BHXNY', '北河县农业农村局', '北河县农业农村局', 'department', 'agriculture', 'BHX'],
];

/** Writes the city and answers its ids. A second call makes a second city: pass another code. */
export async function buildCity(db: Pick<Database, 'system'>, code = '990100'): Promise<TestCity> {
  const tenantId = newId();
  const organisations: Record<string, string> = {};
  const people = {} as TestCity['people'];
  const hash = await passwordHash;
  const organId = newId();
  let sponsorId = '';
  await db.system(async (tx) => {
    await tx
      .insertInto('tenant')
      .values({ id: tenantId, code, name: '测试市', demo: true, loaded_at: new Date() })
      .execute();
    const region = { tenant_id: tenantId, valid_from: FROM, valid_to: null };
    await tx
      .insertInto('region')
      .values([
        { ...region, code, name: '测试市', short_name: '测试', parent_code: null, level: 'prefecture', position: 1 },
        {
          ...region,
          code: `${code}-1`,
          name: '东山区',
          short_name: '东山',
          parent_code: code,
          level: 'county',
          position: 2,
        },
        {
          ...region,
          code: `${code}-2`,
          name: '北河县',
          short_name: '北河',
          parent_code: code,
          level: 'county',
          position: 2,
        },
      ])
      .execute();
    for (const [index, [orgCode, name, shortName, kind, fn, parent]] of ORGANISATIONS.entries()) {
      const id = await buildOrganisation(tx, tenantId, {
        code: orgCode,
        name,
        short_name: shortName,
        kind,
        function: fn,
        position: index + 1,
        region_code: orgCode.startsWith('DSQ') ? `${code}-1` : orgCode.startsWith('BHX') ? `${code}-2` : code,
        parent_id: parent ? organisations[parent]! : null,
      });
      organisations[orgCode] = id;
    }
    const member = (memberCode: string, position: number) => ({
      tenant_id: tenantId,
      group_id: organisations.QXX!,
      member_id: organisations[memberCode]!,
      position,
    });
    await tx
      .insertInto('organisation_member')
      .values([member('DSQ', 1), member('BHX', 2)])
      .execute();
    await tx
      .insertInto('organisation_membership')
      .values([member('DSQ', 1), member('BHX', 2)].map((one) => ({ ...one, valid_from: FROM, valid_to: null })))
      .execute();
    await tx
      .insertInto('issuing_organ')
      .values({
        tenant_id: tenantId,
        id: organId,
        name: '测试市人民政府',
        region_code: code,
        organisation_id: organisations.GOV!,
        number_prefixes: json({ breakdown: '测政办', supervision: '测政督' }),
        position: 1,
      })
      .execute();
    for (const [index, role] of Role.options.entries()) {
      const person = await buildPerson(tx, tenantId, {
        name: `测试${role}`,
        role,
        organisationId: organisations.ZFB!,
        hash,
        position: index,
        account: role,
      });
      people[role] = { personId: person, account: role };
      if (role === 'leader') sponsorId = person;
    }
  });
  return { tenantId, organisations, organId, people, sponsorId };
}

/** One organisation; what is not given is made up. Returns its id. */
export async function buildOrganisation(
  tx: Tx,
  tenantId: string,
  given: Partial<Insertable<PeopleTables['organisation']>> = {},
): Promise<string> {
  const id = newId();
  const code = given.code ?? `ORG-${id.slice(-6)}`;
  const row = {
    tenant_id: tenantId,
    id,
    code,
    name: `测试单位${code}`,
    short_name: code,
    kind: 'department' as const,
    position: 100,
    aliases: [],
    function: '',
    duties: [],
    pinyin: nameReading([given.short_name ?? code, given.name ?? '']),
    valid_from: FROM,
    valid_to: null,
    region_code: given.region_code ?? (await rootOf(tx, tenantId)),
    parent_id: null,
    successor_id: null,
    ...given,
  };
  await tx.insertInto('organisation').values(row).execute();
  await tx
    .insertInto('organisation_state')
    .values({ tenant_id: tenantId, organisation_id: id, valid_from: row.valid_from, ...stateOf(row) })
    .execute();
  return id;
}

const rootOf = async (tx: Tx, tenantId: string): Promise<string> =>
  (
    await tx
      .selectFrom('region')
      .where('tenant_id', '=', tenantId)
      .where('parent_code', 'is', null)
      .select('code')
      .executeTakeFirstOrThrow()
  ).code;

/** A person with one post and an account (password TEST_PASSWORD). Returns the person's id. */
export async function buildPerson(
  tx: Tx,
  tenantId: string,
  given: { name: string; role: Role; organisationId: string; hash?: string; position?: number; account?: string },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('person')
    .values({ tenant_id: tenantId, id, name: given.name, pinyin: nameReading([given.name], { surname: true }) })
    .execute();
  await tx
    .insertInto('post')
    .values({
      tenant_id: tenantId,
      id: newId(),
      person_id: id,
      organisation_id: given.organisationId,
      title: given.role === 'leader' ? '副市长' : '干部',
      role: given.role,
      sponsor: given.role === 'leader',
      granted_at: new Date(FROM),
      position: given.position ?? 0,
      valid_from: FROM,
      valid_to: null,
    })
    .execute();
  await tx
    .insertInto('account')
    .values({
      tenant_id: tenantId,
      name: given.account ?? id,
      person_id: id,
      password_hash: given.hash ?? (await passwordHash),
      demo_password: TEST_PASSWORD,
      position: given.position ?? 0,
      disabled_at: null,
    })
    .execute();
  return id;
}
