import { workbookBuffer } from '@luoshi/documents';
import { z } from 'zod';
import { operation } from '../../platform/operation.ts';
import { workbookOf } from './workbook.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The empty workbook, with what belongs in each column. */
export const downloadTemplate = operation({
  name: 'people-imports.template',
  permission: 'people-imports.edit',
  may: { system_administrator: 'territory' },
  input: z.object({}),
  output: 'file',
  run: async () => ({
    fileName: '单位和人员导入模板.xlsx',
    mediaType: XLSX,
    body: await workbookBuffer(workbookOf({ organisations: [], groups: [], people: [], posts: [] }, '', null)),
  }),
});
