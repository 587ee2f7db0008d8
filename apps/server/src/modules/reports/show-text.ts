import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { aboutReport, OfReport } from './belonging.ts';
import { ReportText } from './contract.ts';
import { measuresOf, reportRow, sectionsOf, sentencesOf, textOf } from './queries.ts';
import { measureView, reportView, sectionView, sentenceView } from './view.ts';

export const showText = operation({
  name: 'reports.show-text',
  may: business('line'),
  input: OfReport,
  target: aboutReport,
  output: ReportText,
  run: async ({ tx, actor: { tenantId }, input: { reportId } }) => {
    const row = await reportRow(tx, tenantId, reportId);
    return {
      report: reportView(row),
      text: await textOf(tx, tenantId, reportId),
      sections: (await sectionsOf(tx, tenantId, reportId)).map(sectionView),
      sentences: (await sentencesOf(tx, tenantId, reportId)).map(sentenceView),
      measures: (await measuresOf(tx, tenantId, reportId)).map(measureView),
      unread: row.unread,
    };
  },
});
