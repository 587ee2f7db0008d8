import type { Room } from '../../room.ts';

export {
  type EventType,
  eventType,
  type FieldWords,
  type PersonalKind,
  personal,
} from './event-type.ts';
export { knowsKeys, proveKeys } from './prove-keys.ts';
export { type Fact, record, recordAll } from './record.ts';

export const recordRoom: Room = { name: 'record' };
