import { breakdownDocument, breakdownWorkbook, workbookBuffer, writeOfficialDocument } from '@luoshi/documents';
import { lazyBody, MEDIA_TYPES } from '../../platform/http/lazy-body.ts';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { aboutReport, OfReport } from '../reports/index.ts';
import { breakdownData } from './breakdown-data.ts';

/** 重点任务分解表: the items, and on a second sheet every sentence with what became of it. */
export const exportWorkbook = operation({
  name: 'breakdowns.export-workbook',
  may: business('line'),
  input: OfReport,
  target: aboutReport,
  output: 'file',
  run: async (call) => {
    const data = await breakdownData(call, call.input.reportId);
    const body = lazyBody(() => workbookBuffer(breakdownWorkbook(data)));
    return { fileName: `${data.title}.xlsx`, mediaType: MEDIA_TYPES.xlsx, body };
  },
});

/** 任务分工方案 in the form of an official document (GB/T 9704). */
export const exportDocument = operation({
  name: 'breakdowns.export-document',
  may: business('line'),
  input: OfReport,
  target: aboutReport,
  output: 'file',
  run: async (call) => {
    // The notes explain the sheet; an official document has none.
    const { notes: _, ...data } = await breakdownData(call, call.input.reportId);
    const body = lazyBody(() => writeOfficialDocument(breakdownDocument(data)));
    return { fileName: `${data.title}.docx`, mediaType: MEDIA_TYPES.docx, body };
  },
});
