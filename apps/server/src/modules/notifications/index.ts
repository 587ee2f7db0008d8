import { outgoingAddresses } from '../../platform/outgoing/index.ts';
import type { Room } from '../../room.ts';
import { digestJob } from './digest.ts';
import { routes } from './routes.ts';
import { sendJob } from './send-job.ts';
import { settings } from './settings.ts';
import { personalColumns } from './tables.ts';
import { tellJob } from './tell.ts';

export { type Matter, type NotificationType, notificationType } from './notification-type.ts';
export { type Notice, notify, type Recipients } from './notify.ts';

export const notifications: Room = {
  name: 'notifications',
  routes,
  personal: personalColumns,
  jobs: [tellJob, sendJob, digestJob],
  settings: [...settings, outgoingAddresses],
};
