import type { Room } from '../room.ts';
import { scheduledBackup } from './backup/scheduled-backup.ts';
import { backupSetting } from './backup/settings.ts';

export const maintenance: Room = { name: 'maintenance', jobs: [scheduledBackup], settings: [backupSetting] };
