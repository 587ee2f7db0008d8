import type { Room } from '../../room.ts';
import { checkJob, checkpointJob } from './check-job.ts';
import { checkpointSetting } from './checkpoint.ts';
import { routes } from './routes.ts';

export { verifyingHere } from './check-job.ts';
export { readCheckpointFile } from './checkpoint.ts';
export {
  type EventType,
  eventType,
  type FieldWords,
  type PersonalKind,
  personal,
} from './event-type.ts';
export type { CheckpointSource, Findings } from './examination.ts';
export { exportRecord, verifyExport } from './export-record.ts';
export { historyOperation, readHistory, type Say, type Subject } from './history.ts';
export { keepRecord, type RecordKeeper } from './keep-record.ts';
export { mask, personalRevealed, revealed } from './mask.ts';
export { noteAudit } from './note-audit.ts';
export { knowsKeys, proveKeys } from './prove-keys.ts';
export { organisationNames, personNames, type ReadEvent } from './read-events.ts';
export { type Fact, record, recordAll } from './record.ts';
export { type RecordHealth, recordHealth } from './record-health.ts';
export { sayChanges } from './say-changes.ts';
export { type Verifying, verifyRecord } from './verify-record.ts';
export { witnessAlarms } from './witness.ts';

export const recordRoom: Room = {
  name: 'record',
  routes,
  jobs: [checkJob, checkpointJob],
  settings: [checkpointSetting],
};
