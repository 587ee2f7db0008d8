import type { Room } from '../../room.ts';
import { checkpointSetting } from './checkpoint.ts';

export {
  type EventType,
  eventType,
  type FieldWords,
  type PersonalKind,
  personal,
} from './event-type.ts';
export { historyOperation, readHistory, type Say, type Subject } from './history.ts';
export { keepRecord, type RecordKeeper } from './keep-record.ts';
export { mask, personalRevealed, revealed } from './mask.ts';
export { knowsKeys, proveKeys } from './prove-keys.ts';
export { organisationNames, personNames, type ReadEvent } from './read-events.ts';
export { type Fact, record, recordAll } from './record.ts';

export const recordRoom: Room = { name: 'record', settings: [checkpointSetting] };
