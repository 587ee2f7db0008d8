import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { PersonChange, PersonDetail } from './contract.ts';
import { personChanged } from './events.ts';
import { mustReach } from './organisation-facts.ts';
import { personDetail } from './person-detail.ts';
import { personKept } from './person-reach.ts';
import { codeIsFree, personFacts } from './person-rows.ts';
import { nameReading } from './pinyin.ts';

export const changePerson = operation({
  name: 'people.change-person',
  permission: 'people.edit-people',
  may: { system_administrator: 'territory' },
  target: personKept,
  leaves: [personChanged],
  input: PersonChange.extend({ personId: Uuid }),
  output: PersonDetail,
  run: async ({ tx, actor, clock, input, scope }) => {
    const { tenantId } = actor;
    const before = await tx
      .selectFrom('person')
      .where('tenant_id', '=', tenantId)
      .where('id', '=', input.personId)
      .forUpdate()
      .selectAll()
      .executeTakeFirstOrThrow();
    if (before.row_version !== input.rowVersion)
      throw new AppError('EDIT_CONFLICT', `${before.name}的信息刚被别人改过。请刷新后核对，再改一次。`, {
        rowVersion: before.row_version,
      });
    if (input.organisationId) await mustReach(tx, tenantId, scope, [input.organisationId]);
    const after = {
      name: input.name ?? before.name,
      code: input.code === undefined ? before.code : input.code || null,
      phone: input.phone === undefined ? before.phone : input.phone || null,
      email: input.email === undefined ? before.email : input.email || null,
      organisation_id: input.organisationId ?? before.organisation_id,
    };
    await codeIsFree(tx, tenantId, after.code, before.id);
    await tx
      .updateTable('person')
      .set({ ...after, pinyin: nameReading([after.name], { surname: true }), row_version: before.row_version + 1 })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', before.id)
      .execute();
    const facts = { before: personFacts(before), after: personFacts(after) };
    await record(tx, { actor, clock, type: personChanged, subject: before.id, ...facts, why: input.why });
    return personDetail(tx, tenantId, before.id, clock.today());
  },
});
