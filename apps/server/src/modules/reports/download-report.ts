import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { aboutReport, OfReport } from './belonging.ts';
import { reportRow } from './queries.ts';

/** The very bytes that were imported. */
export const downloadReport = operation({
  name: 'reports.download',
  may: business('line'),
  input: OfReport,
  target: aboutReport,
  output: 'file',
  run: async ({ tx, actor, files, input }) => {
    const row = await reportRow(tx, actor.tenantId, input.reportId);
    return {
      fileName: row.file_name,
      // Never what the uploader's browser said: a page could be smuggled in that way.
      mediaType: 'application/octet-stream',
      body: files.openFile(row.sha256),
      bytes: row.bytes,
    };
  },
});
