import { maintenance } from './maintenance/room.ts';
import { accounts } from './modules/accounts/index.ts';
import { breakdowns } from './modules/breakdowns/index.ts';
import { evidence } from './modules/evidence/index.ts';
import { ledgers } from './modules/ledgers/index.ts';
import { notifications } from './modules/notifications/index.ts';
import { people } from './modules/people/index.ts';
import { peopleImports } from './modules/people-imports/index.ts';
import { recordRoom } from './modules/record/index.ts';
import { reports } from './modules/reports/index.ts';
import { settings } from './modules/settings/index.ts';
import type { Room } from './room.ts';

/** The rooms of the house, in the order of their routes. */
export const rooms: readonly Room[] = [
  accounts,
  settings,
  people,
  peopleImports,
  recordRoom,
  notifications,
  evidence,
  reports,
  breakdowns,
  ledgers,
  maintenance,
];
