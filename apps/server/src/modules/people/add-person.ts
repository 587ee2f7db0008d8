import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { NewPerson, PersonDetail } from './contract.ts';
import { personAdded } from './events.ts';
import { mustReach } from './organisation-facts.ts';
import { personDetail } from './person-detail.ts';
import { codeIsFree, personFacts } from './person-rows.ts';
import { nameReading } from './pinyin.ts';

export const addPerson = operation({
  name: 'people.add-person',
  permission: 'people.edit-people',
  may: { system_administrator: 'territory' },
  leaves: [personAdded],
  input: NewPerson,
  output: PersonDetail,
  status: 201,
  run: async ({ tx, actor, clock, input, scope }) => {
    const { tenantId } = actor;
    await mustReach(tx, tenantId, scope, [input.organisationId]);
    const row = {
      name: input.name,
      code: input.code || null,
      phone: input.phone || null,
      email: input.email || null,
      organisation_id: input.organisationId,
    };
    await codeIsFree(tx, tenantId, row.code, null);
    const id = newId();
    const pinyin = nameReading([row.name], { surname: true });
    await tx
      .insertInto('person')
      .values({ tenant_id: tenantId, id, ...row, pinyin })
      .execute();
    const after = personFacts(row);
    await record(tx, { actor, clock, type: personAdded, subject: id, before: null, after, why: input.why });
    return personDetail(tx, tenantId, id, clock.today());
  },
});
