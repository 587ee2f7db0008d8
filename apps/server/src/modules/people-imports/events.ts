/** What imports and exports of people leave in the record, beside what they change. */
import { z } from 'zod';
import { eventType } from '../record/index.ts';

const Imported = z.object({
  fileName: z.string().meta({ title: '文件' }),
  sha256: z.string(),
  holdsFrom: z.string().meta({ title: '生效日期' }),
  digest: z.string(),
  changes: z.int().meta({ title: '改动条数' }),
  done: z.int().meta({ title: '已完成条数' }),
});
const ofImport = (name: string, label: string) => eventType({ name, label, subject: 'people_import', data: Imported });
export const importChecked = ofImport('people-imports.check', '预检导入单位和人员');
export const importApplied = ofImport('people-imports.apply', '开始导入单位和人员');
export const importDone = ofImport('people-imports.done', '单位和人员导入完成');
export const importFailed = ofImport('people-imports.fail', '单位和人员导入中止');

export const peopleExported = eventType({
  name: 'people-imports.export',
  label: '导出单位和人员',
  subject: 'tenant',
  data: z.object({
    on: z.string().meta({ title: '日期' }),
    people: z.int().meta({ title: '人数' }),
    contacts: z.enum(['masked', 'shown']).meta({ title: '联系方式', words: { masked: '打码', shown: '未打码' } }),
  }),
});
