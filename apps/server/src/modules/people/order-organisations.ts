import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { type Fact, recordAll } from '../record/index.ts';
import { OrganisationOrder, Organisations } from './contract.ts';
import { organisationOrdered } from './events.ts';
import { changedFacts, mustReach } from './organisation-facts.ts';
import { organisationsOn } from './queries.ts';
import { changeState, findOrganisation, lockStructure } from './structure.ts';
import { organisationView } from './view.ts';

/** These organisations change places among themselves from a day on; all others keep theirs. */
export const orderOrganisations = operation({
  name: 'people.order-organisations',
  permission: 'people.edit-organisations',
  may: { system_administrator: 'territory' },
  leaves: [organisationOrdered],
  input: OrganisationOrder,
  output: Organisations,
  run: async ({ tx, actor, clock, input, scope }) => {
    const call = { tx, tenantId: actor.tenantId, clock };
    await lockStructure(call);
    const ids = [...new Set(input.organisationIds)];
    await mustReach(tx, actor.tenantId, scope, ids);
    const rows = await organisationsOn(tx, actor.tenantId, input.on);
    const places = rows.filter((row) => ids.includes(row.id)).map((row) => row.position);
    if (places.length !== ids.length)
      throw new AppError('ORGANISATION_ENDED', `有的单位在 ${input.on} 不存在。请按这一天的名单重新排序。`);
    const facts: Fact<typeof organisationOrdered.data>[] = [];
    for (const [index, id] of ids.entries()) {
      const row = await findOrganisation(tx, actor.tenantId, id);
      const change = await changeState(call, row, input.on, { position: places[index]! });
      if (change)
        facts.push({
          actor,
          clock,
          type: organisationOrdered,
          subject: id,
          ...changedFacts(change, input.on),
          why: input.why,
        });
    }
    await recordAll(tx, facts);
    return { organisations: (await organisationsOn(tx, actor.tenantId, input.on)).map(organisationView) };
  },
});
