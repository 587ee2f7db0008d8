import type { Room } from '../../room.ts';

export { type Matter, type NotificationType, notificationType } from './notification-type.ts';
export { type Notice, notify, type Recipients } from './notify.ts';

export const notifications: Room = { name: 'notifications' };
