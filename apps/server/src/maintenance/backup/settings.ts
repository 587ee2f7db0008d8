import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { setting } from '../../platform/settings.ts';

/** When backups are made by themselves, where, and how many stay. */
export const backupSetting = setting({
  name: 'maintenance.backup',
  label: '定时备份',
  schema: z.object({
    enabled: z.boolean().meta({ title: '开启' }),
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应写成 02:30 的样子')
      .meta({ title: '每天的时间（北京时间）' }),
    folder: z
      .string()
      .refine(
        (path) => path === '' || isAbsolute(path),
        '应是服务器上的完整路径，例如 /var/backups/luoshi；留空则放在数据目录的 backups 里',
      )
      .meta({ title: '目录' }),
    keep: z.int().min(1).max(365).meta({ title: '保留份数' }),
  }),
  // On the same disk unless somebody names another: it does not help against a broken disk, but against much else.
  standard: { enabled: true, time: '02:30', folder: '', keep: 7 },
  owner: 'system_administrator',
});
