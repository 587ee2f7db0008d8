import { newId } from '../../platform/ids.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { NewRobot, Robot } from './contract.ts';
import { robotAdded } from './events.ts';
import { KEEPER, ofWholeCity } from './keeper.ts';
import { refuseTakenName, sealRobot, shownUrl } from './robots.ts';
import { robotView } from './view.ts';

export const addRobot = operation({
  name: 'notifications.add-robot',
  permission: 'notifications.keep-robots',
  may: KEEPER,
  leaves: [robotAdded],
  input: NewRobot,
  output: Robot,
  status: 201,
  run: async ({ tx, actor, clock, keys, scope, input: { url, secret, ...fields } }) => {
    ofWholeCity(scope);
    await refuseTakenName(tx, actor.tenantId, fields.name, null);
    const row = await tx
      .insertInto('robot')
      .values({
        tenant_id: actor.tenantId,
        id: newId(),
        ...fields,
        sealed: sealRobot(keys, { url, secret }),
        shown: shownUrl(url),
        signed: secret !== '',
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(tx, { actor, clock, type: robotAdded, subject: row.id, before: null, after: row });
    return robotView(row);
  },
});
