/** What importing a report leaves in the record. */
import { z } from 'zod';
import { eventType } from '../record/index.ts';

export const importStarted = eventType({
  name: 'reports.import',
  label: '上传报告',
  subject: 'report_import',
  data: z.object({
    fileName: z.string().meta({ title: '文件' }),
    sha256: z.string(),
    organ: z.string().meta({ title: '发文机关' }),
    duplicate: z.boolean().meta({ title: '以前导入过同样的文件' }),
    unclassified: z.boolean().meta({ title: '已确认不涉密' }),
  }),
});

export const importFailed = eventType({
  name: 'reports.import-failed',
  label: '导入没有成功',
  subject: 'report_import',
  data: z.object({ state: z.literal('failed'), code: z.string() }),
});

export const reportImported = eventType({
  name: 'reports.imported',
  label: '导入报告',
  subject: 'report',
  data: z.object({
    organId: z.string(),
    year: z.int().meta({ title: '年份' }),
    version: z.int().meta({ title: '第几版' }),
    title: z.string().meta({ title: '标题' }),
    sha256: z.string(),
    sentences: z.int().meta({ title: '原文句数' }),
  }),
});
