import { z } from 'zod';
import { Uuid } from '../../contract.ts';
import { operation } from '../../platform/operation.ts';
import { PeopleImport } from './contract.ts';
import { importTarget, importView, ownImport } from './import-rows.ts';

export const showImport = operation({
  name: 'people-imports.show',
  permission: 'people-imports.edit',
  may: { system_administrator: 'self' },
  target: importTarget,
  input: z.object({ importId: Uuid }),
  output: PeopleImport,
  run: async ({ tx, actor, input }) =>
    importView(tx, await ownImport(tx, actor.tenantId, input.importId, actor.personId)),
});
