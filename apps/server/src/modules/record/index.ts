import type { Room } from '../../room.ts';

export { type EventType, eventType, type PersonalKind, personal } from './event-type.ts';
export { type Fact, record, recordAll } from './record.ts';

export const recordRoom: Room = { name: 'record' };
