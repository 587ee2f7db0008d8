import { Uuid } from '../../contract.ts';
import { AppError } from '../../platform/errors.ts';
import { operation } from '../../platform/operation.ts';
import { record } from '../record/index.ts';
import { Robot, RobotChange } from './contract.ts';
import { robotChanged } from './events.ts';
import { KEEPER, ofTheCity } from './keeper.ts';
import { openRobot, refuseTakenName, robotRow, sealRobot, shownUrl } from './robots.ts';
import { robotView } from './view.ts';

export const changeRobot = operation({
  name: 'notifications.change-robot',
  permission: 'notifications.keep-robots',
  may: KEEPER,
  leaves: [robotChanged],
  target: {
    missing: '没有这个机器人，可能已被删除。请刷新页面。',
    find: (tx, tenantId, { robotId }) => ofTheCity(tx, tenantId, 'robot', robotId),
  },
  input: RobotChange.extend({ robotId: Uuid }),
  output: Robot,
  run: async ({ tx, actor, clock, keys, input: { robotId, rowVersion, url, secret, ...fields } }) => {
    const before = await robotRow(tx, actor.tenantId, robotId);
    if (before.row_version !== rowVersion)
      throw new AppError('EDIT_CONFLICT', '这个机器人刚被别人改过，没有保存。请刷新页面，核对后再改。');
    await refuseTakenName(tx, actor.tenantId, fields.name, robotId);
    const now = openRobot(keys, before.sealed);
    const secrets = { url: url ?? now.url, secret: secret ?? now.secret };
    const after = await tx
      .updateTable('robot')
      .set({
        ...fields,
        sealed: sealRobot(keys, secrets),
        shown: shownUrl(secrets.url),
        signed: secrets.secret !== '',
        row_version: rowVersion + 1,
      })
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', robotId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await record(tx, { actor, clock, type: robotChanged, subject: robotId, before, after });
    return robotView(after);
  },
});
