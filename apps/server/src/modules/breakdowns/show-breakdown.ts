import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import {
  aboutReport,
  measuresOf,
  measureView,
  OfReport,
  reportView,
  sectionsOf,
  sectionView,
  sentencesOf,
  sentenceView,
} from '../reports/index.ts';
import { Breakdown } from './contract.ts';
import { rowOf } from './edit-breakdown.ts';
import { issuanceOf } from './issuance.ts';
import { loadBreakdown } from './load-breakdown.ts';
import { reconcile } from './reconcile.ts';
import { decisionViews } from './view.ts';

export const showBreakdown = operation({
  name: 'breakdowns.show',
  may: business('line'),
  input: OfReport,
  target: aboutReport,
  output: Breakdown,
  run: async ({ tx, actor: { tenantId }, input: { reportId } }) => {
    const loaded = await loadBreakdown(tx, tenantId, reportId);
    const { state } = loaded;
    const reconciled = new Set(state.sentences.map((facts) => facts.id));
    const measures = (await measuresOf(tx, tenantId, reportId)).map(measureView);
    const view = decisionViews(state, measures);
    return {
      report: reportView(loaded.report),
      stage: loaded.breakdown.stage,
      sections: (await sectionsOf(tx, tenantId, reportId)).map(sectionView),
      sentences: (await sentencesOf(tx, tenantId, reportId)).filter((row) => reconciled.has(row.id)).map(sentenceView),
      decisions: state.sentences.map((facts) => view(rowOf(loaded, facts.id))),
      reconciliation: reconcile(state),
      issuance: await issuanceOf(tx, tenantId, reportId),
      revision: loaded.breakdown.revision,
    };
  },
});
