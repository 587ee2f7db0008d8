import { csvBuffer, type MeasuresData, measuresCsv, measuresWorkbook, workbookBuffer } from '@luoshi/documents';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { lazyBody, MEDIA_TYPES } from '../../platform/http/lazy-body.ts';
import { operation } from '../../platform/operation.ts';
import { business } from '../../platform/permission.ts';
import { cityOf } from '../people/index.ts';
import { aboutReport, OfReport } from './belonging.ts';
import { MeasureFilter } from './contract.ts';
import { allMeasures, filterMeasures } from './find-measures.ts';
import { reportRow } from './queries.ts';
import { sourceAddress } from './reference.ts';

const Input = MeasureFilter.extend(OfReport.shape);

/** The figures of a report as a workbook, filtered as on the page. */
export const exportMeasures = operation({
  name: 'reports.export-measures',
  may: business('line'),
  input: Input,
  target: aboutReport,
  output: 'file',
  run: async (call) => {
    const data = await measuresData(call);
    const body = lazyBody(() => workbookBuffer(measuresWorkbook(data)));
    return { fileName: `${data.title}.xlsx`, mediaType: MEDIA_TYPES.xlsx, body };
  },
});

/** The same as CSV, for programs. */
export const exportMeasuresCsv = operation({
  name: 'reports.export-measures-csv',
  may: business('line'),
  input: Input,
  target: aboutReport,
  output: 'file',
  run: async (call) => {
    const data = await measuresData(call);
    return {
      fileName: `${data.title}.csv`,
      mediaType: MEDIA_TYPES.csv,
      body: lazyBody(() => csvBuffer(measuresCsv(data))),
    };
  },
});

async function measuresData({
  tx,
  actor: { tenantId },
  origin,
  input,
}: {
  tx: Tx;
  actor: Actor;
  origin: string;
  input: ReturnType<typeof Input.parse>;
}): Promise<MeasuresData> {
  const report = await reportRow(tx, tenantId, input.reportId);
  const city = await cityOf(tx, tenantId);
  const rows = filterMeasures(await allMeasures(tx, tenantId, input.reportId), input);
  return {
    title: `${report.region || report.organ_name}${report.year}年政府工作报告数据项`,
    ...(city.demo ? { draftMark: '演示' } : {}),
    rows: rows.map((row) => ({
      ...row,
      source: { reference: row.reference, url: sourceAddress(origin, row.reference) },
    })),
  };
}
