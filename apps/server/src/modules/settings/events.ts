import { z } from 'zod';
import { eventType } from '../record/index.ts';

/** Both sides whole, so that what held on a day can be told from the record. The subject is the setting's name. */
export const settingChanged = eventType({
  name: 'settings.change',
  label: '修改设置',
  subject: 'setting',
  data: z.object({ value: z.unknown().meta({ title: '取值' }) }),
});
