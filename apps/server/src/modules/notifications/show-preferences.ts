import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { Preferences } from './contract.ts';
import { OWN } from './own.ts';
import { preferencesOf } from './preferences.ts';

/** How the person wants to be told. */
export const showPreferences = operation({
  name: 'notifications.show-preferences',
  may: OWN,
  input: z.object({}),
  output: Preferences,
  run: ({ tx, actor }) => preferencesOf(tx, actor.tenantId, actor.personId!),
});
