import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { Settings } from './contract.ts';
import { KEEPERS, owns } from './policy.ts';
import { settingRows } from './view.ts';

export const listSettings = operation({
  name: 'settings.list',
  may: KEEPERS,
  input: z.object({}),
  output: Settings,
  run: async ({ tx, actor, scope, settings }) => {
    const mine = scope.everything ? [...settings.values()].filter((setting) => owns(actor, setting)) : [];
    return { settings: await settingRows(tx, actor.tenantId, mine) };
  },
});
