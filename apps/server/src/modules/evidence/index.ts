import type { Room } from '../../room.ts';
import { rescanJob } from './rescan-job.ts';
import { evidenceSetting } from './settings.ts';
import { personalColumns } from './tables.ts';

export { type EvidenceRow, keepEvidence } from './keep-evidence.ts';
export { openEvidence } from './open-evidence.ts';
export { type PreparedEvidence, prepareEvidence } from './prepare-evidence.ts';
export { evidenceOf, evidenceRow, type Repeat, repeatsOf } from './queries.ts';
export { evidenceView } from './view.ts';

/** Has no addresses of its own: evidence is handed in and opened where the thing is that it is for. */
export const evidence: Room = {
  name: 'evidence',
  jobs: [rescanJob],
  settings: [evidenceSetting],
  personal: personalColumns,
};
