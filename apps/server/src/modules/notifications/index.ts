import type { Room } from '../../room.ts';

export const notifications: Room = { name: 'notifications' };
