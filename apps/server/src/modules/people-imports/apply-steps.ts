import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import {
  allFacts,
  changedFacts,
  checkPost,
  findOrganisation,
  insertOrganisation,
  keepingApart,
  membersSet,
  nameReading,
  organisationAdded,
  organisationImported,
  type PostRow,
  personAdded,
  personChanged,
  personFacts,
  postAdded,
  postChanged,
  postFacts,
  replaceMembers,
  widens,
  writeChange,
} from '../people/index.ts';
import { record } from '../record/index.ts';
import type { ImportRow } from './import-rows.ts';
import type { GroupLine, OrganisationLine, PersonLine, PostLine, Step } from './lines.ts';

export interface Applying {
  tx: Tx;
  tenantId: string;
  clock: Clock;
  actor: Actor;
  row: ImportRow;
}
/** Ids by code, of what a few steps name. */
interface Known {
  organisations: Map<string, string>;
  people: Map<string, string>;
}

/** Does steps in the caller's transaction and answers the organisations that it changed. Throws with the row at which it stopped. */
export async function applySteps(call: Applying, steps: readonly Step[]): Promise<string[]> {
  const known = await knownCodes(call);
  const changed: string[] = [];
  for (const step of steps)
    try {
      if (step.kind === 'organisation') changed.push(await applyOrganisation(call, known, step.before, step.after));
      else if (step.kind === 'group') changed.push(await applyGroup(call, known, step.after));
      else if (step.kind === 'person') await applyPerson(call, known, step.before, step.after);
      else await applyPost(call, known, step.before, step.after);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      throw new AppError(error.code, `“${step.at.sheet}”第 ${step.at.row} 行没有导入：${error.message}`);
    }
  return changed;
}

async function knownCodes({ tx, tenantId }: Applying): Promise<Known> {
  const organisations = await tx
    .selectFrom('organisation')
    .where('tenant_id', '=', tenantId)
    .select(['id', 'code'])
    .execute();
  const people = await tx
    .selectFrom('person')
    .where('tenant_id', '=', tenantId)
    .where('code', 'is not', null)
    .select(['id', 'code'])
    .execute();
  return {
    organisations: new Map(organisations.map((row) => [row.code, row.id])),
    people: new Map(people.map((row) => [row.code!, row.id])),
  };
}

const idOf = (ids: Map<string, string>, code: string): string => {
  const id = ids.get(code);
  if (!id) throw new AppError('IMPORT_CHANGED', `代码 ${code} 已经不在了。`);
  return id;
};
const changedMeanwhile = () => new AppError('IMPORT_CHANGED', '导入期间被别人改过。');

async function applyOrganisation(
  call: Applying,
  known: Known,
  before: OrganisationLine | null,
  after: OrganisationLine,
): Promise<string> {
  const { tx, tenantId, clock, actor, row } = call;
  const why = `导入 ${row.file_name}`;
  const state = {
    name: after.name,
    short_name: after.shortName,
    kind: after.kind,
    position: after.order,
    aliases: after.aliases,
    function: after.function,
    duties: after.duties,
    region_code: after.region,
    parent_id: after.parent === '' ? null : idOf(known.organisations, after.parent),
  };
  if (before === null) {
    const id = await insertOrganisation(call, { ...state, code: after.code, on: after.from });
    known.organisations.set(after.code, id);
    const facts = allFacts(after.code, { ...state, pinyin: '' }, after.from);
    await record(tx, { actor, clock, type: organisationAdded, subject: id, before: null, after: facts, why });
    return id;
  }
  const id = idOf(known.organisations, after.code);
  const change = await writeChange(call, await findOrganisation(tx, tenantId, id), row.holds_from, state);
  if (!change) return id;
  // What the dry run showed as the state before is what is being replaced, or nothing is.
  if (
    change.before.name !== before.name ||
    change.before.position !== before.order ||
    change.before.region_code !== before.region
  )
    throw changedMeanwhile();
  await record(tx, {
    actor,
    clock,
    type: organisationImported,
    subject: id,
    ...changedFacts(change, row.holds_from),
    why,
  });
  return id;
}

async function applyGroup(call: Applying, known: Known, line: GroupLine): Promise<string> {
  const { tx, tenantId, clock, actor, row } = call;
  const id = idOf(known.organisations, line.group);
  const memberIds = line.members.map((code) => idOf(known.organisations, code));
  await replaceMembers(tx, tenantId, id, memberIds, row.holds_from);
  const after = { from: row.holds_from, memberIds };
  await record(tx, { actor, clock, type: membersSet, subject: id, before: null, after, why: `导入 ${row.file_name}` });
  return id;
}

async function applyPerson(call: Applying, known: Known, before: PersonLine | null, after: PersonLine): Promise<void> {
  const { tx, tenantId, clock, actor, row } = call;
  const why = `导入 ${row.file_name}`;
  const values = {
    name: after.name,
    code: after.code,
    phone: after.phone || null,
    email: after.email || null,
    organisation_id: idOf(known.organisations, after.organisation),
    pinyin: nameReading([after.name], { surname: true }),
  };
  if (before === null) {
    if (known.people.has(after.code)) throw changedMeanwhile();
    const id = newId();
    await tx
      .insertInto('person')
      .values({ tenant_id: tenantId, id, ...values })
      .execute();
    known.people.set(after.code, id);
    return void (await record(tx, {
      actor,
      clock,
      type: personAdded,
      subject: id,
      before: null,
      after: personFacts(values),
      why,
    }));
  }
  const old = await tx
    .selectFrom('person')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', idOf(known.people, after.code))
    .forUpdate()
    .selectAll()
    .executeTakeFirstOrThrow();
  if (!isDeepStrictEqual([old.name, old.phone ?? '', old.email ?? ''], [before.name, before.phone, before.email]))
    throw changedMeanwhile();
  await tx
    .updateTable('person')
    .set({ ...values, row_version: old.row_version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', old.id)
    .execute();
  const facts = { before: personFacts(old), after: personFacts(values) };
  await record(tx, { actor, clock, type: personChanged, subject: old.id, ...facts, why });
}

async function applyPost(call: Applying, known: Known, before: PostLine | null, after: PostLine): Promise<void> {
  const { tx, tenantId, clock, actor, row } = call;
  const why = `导入 ${row.file_name}`;
  const values = {
    person_id: idOf(known.people, after.person),
    organisation_id: idOf(known.organisations, after.organisation),
    title: after.title,
    role: after.role,
    sponsor: after.sponsor,
    position: after.position,
    valid_from: after.from,
    valid_to: after.to || null,
  };
  const waits = { granted_at: null, granted_by: null, withdrawn_at: null };
  if (before === null) {
    const post: PostRow = { tenant_id: tenantId, id: newId(), ...values, ...waits, row_version: 1 };
    await checkPost(tx, tenantId, post);
    await keepingApart(() => tx.insertInto('post').values(post).execute());
    return void (await record(tx, {
      actor,
      clock,
      type: postAdded,
      subject: post.id,
      before: null,
      after: postFacts(post),
      why,
    }));
  }
  const old = await tx
    .selectFrom('post')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', values.person_id)
    .where('organisation_id', '=', values.organisation_id)
    .where('title', '=', values.title)
    .where('valid_from', '=', values.valid_from)
    .forUpdate()
    .selectAll()
    .executeTakeFirst();
  if (!old || old.role !== before.role || (old.valid_to ?? '') !== before.to) throw changedMeanwhile();
  const changed: PostRow = { ...old, ...values, row_version: old.row_version + 1 };
  const post = widens(old, changed) ? { ...changed, ...waits } : changed;
  await checkPost(tx, tenantId, post);
  await keepingApart(() =>
    tx.updateTable('post').set(post).where('tenant_id', '=', tenantId).where('id', '=', post.id).execute(),
  );
  const facts = { before: postFacts(old), after: postFacts(post) };
  await record(tx, { actor, clock, type: postChanged, subject: post.id, ...facts, why });
}
