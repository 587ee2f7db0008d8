import type { Room } from '../../room.ts';
import { importJob } from '../reports/index.ts';
import { beginBreakdown } from './begin-breakdown.ts';
import { pastAssignments } from './past-assignments.ts';
import { routes } from './routes.ts';
import { personalColumns } from './tables.ts';

/** The import of a report ends with its breakdown begun, so the job is completed here: reports know nothing of breakdowns. */
export const breakdowns: Room = {
  name: 'breakdowns',
  routes,
  personal: personalColumns,
  jobs: [importJob({ past: pastAssignments, onStored: beginBreakdown })],
};
