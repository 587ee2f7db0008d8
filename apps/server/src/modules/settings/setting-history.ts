import { z } from 'zod';
import { historyOperation, sayChanges } from '../record/index.ts';
import { settingTarget } from './change-setting.ts';
import { KEEPERS, owns } from './policy.ts';

const names = { organisation: (id: string) => id, person: (id: string) => id };

/** Who set a setting to what, and why: for the administrator whose it is. */
export const settingHistory = historyOperation({
  name: 'settings.history',
  may: KEEPERS,
  target: settingTarget,
  input: z.object({ name: z.string() }),
  subjects: async (_tx, _tenantId, { name }, { actor, settings }) => {
    const setting = settings.get(name);
    return setting && owns(actor, setting) ? [{ kind: 'setting', id: name }] : [];
  },
  say:
    ({ name }, { settings }) =>
    ({ before, after }) => ({
      changes: sayChanges(settings.get(name)!.schema, valueIn(before), valueIn(after), names),
    }),
});

const valueIn = (side: unknown): unknown => (side as { value?: unknown } | null)?.value;
