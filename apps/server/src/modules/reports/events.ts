/** What importing a report leaves in the record. */
import { z } from 'zod';
import { eventType } from '../record/index.ts';

export const importStarted = eventType({
  name: 'reports.import',
  label: '上传报告',
  subject: 'report_import',
  data: z.object({
    fileName: z.string(),
    sha256: z.string(),
    organ: z.string(),
    duplicate: z.boolean(),
    unclassified: z.boolean(),
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
    year: z.int(),
    version: z.int(),
    title: z.string(),
    sha256: z.string(),
    sentences: z.int(),
  }),
});
