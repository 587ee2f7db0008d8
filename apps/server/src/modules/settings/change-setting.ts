import { json } from '../../platform/db/columns.ts';
import type { Tx } from '../../platform/db/database.ts';
import { AppError } from '../../platform/errors.ts';
import { parseInput } from '../../platform/http/input.ts';
import { operation } from '../../platform/operation.ts';
import type { Setting } from '../../platform/settings.ts';
import { record } from '../record/index.ts';
import { SettingChange, SettingRow } from './contract.ts';
import { settingChanged } from './events.ts';
import { KEEPERS, owns } from './policy.ts';
import { settingRows } from './view.ts';

const MISSING = '没有这项设置，或它不归您的岗位管理。';

export const settingTarget = {
  missing: MISSING,
  find: async (tx: Tx, tenantId: string) => ({ region: await cityCode(tx, tenantId) }),
};

/** What holds from now on. Whoever changes what another has changed meanwhile is told who and to what. */
export const changeSetting = operation({
  name: 'settings.change',
  may: KEEPERS,
  target: settingTarget,
  leaves: [settingChanged],
  input: SettingChange,
  output: SettingRow,
  run: async ({ tx, actor, clock, settings, input: { name, value, rowVersion, why } }) => {
    const { tenantId } = actor;
    const setting = settings.get(name);
    if (!setting || !owns(actor, setting)) throw new AppError('NOT_FOUND', MISSING);
    const good: unknown = parseInput(setting.schema, value);
    const before = await current(tx, tenantId, setting);
    const set = { value: json(good), changed_at: clock.now(), changed_by: actor.personId };
    const written = await tx
      .insertInto('setting')
      .values({ tenant_id: tenantId, name, ...set, row_version: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'name'])
          .doUpdateSet((row) => ({ ...set, row_version: row('setting.row_version', '+', 1) }))
          .where('setting.row_version', '=', rowVersion),
      )
      .returning('row_version')
      .executeTakeFirst();
    if (!written || before.rowVersion !== rowVersion) throw changed(await current(tx, tenantId, setting));
    await record(tx, {
      actor,
      clock,
      type: settingChanged,
      subject: name,
      before: { value: before.value },
      after: { value: good },
      why,
    });
    return current(tx, tenantId, setting);
  },
});

const current = async (tx: Tx, tenantId: string, setting: Setting): Promise<SettingRow> =>
  (await settingRows(tx, tenantId, [setting]))[0]!;

const changed = (row: SettingRow) =>
  new AppError('EDIT_CONFLICT', `${row.changedBy || '别人'}刚刚改过“${row.label}”。请看过现在的取值后再改。`, {
    current: row,
  });

const cityCode = async (tx: Tx, tenantId: string): Promise<string> =>
  (await tx.selectFrom('tenant').where('id', '=', tenantId).select('code').executeTakeFirstOrThrow()).code;
