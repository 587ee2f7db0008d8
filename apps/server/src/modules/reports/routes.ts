import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { downloadReport } from './download-report.ts';
import { exportMeasures, exportMeasuresCsv } from './export-measures.ts';
import { listMeasures } from './list-measures.ts';
import { listReportOrgans } from './list-organs.ts';
import { listReports } from './list-reports.ts';
import { reportHistory } from './report-history.ts';
import { showImport } from './show-import.ts';
import { showReport } from './show-report.ts';
import { showText } from './show-text.ts';
import { startImport } from './start-import.ts';

export function routes(app: App): void {
  mount(app, 'POST', '/api/reports', startImport);
  mount(app, 'GET', '/api/imports/:importId', showImport);
  mount(app, 'GET', '/api/reports', listReports);
  mount(app, 'GET', '/api/reports/organs', listReportOrgans);
  mount(app, 'GET', '/api/reports/:reportId', showReport);
  mount(app, 'GET', '/api/reports/:reportId/history', reportHistory);
  mount(app, 'GET', '/api/reports/:reportId/text', showText);
  mount(app, 'GET', '/api/reports/:reportId/file', downloadReport);
  mount(app, 'GET', '/api/reports/:reportId/measures', listMeasures);
  mount(app, 'GET', '/api/reports/:reportId/measures.xlsx', exportMeasures);
  mount(app, 'GET', '/api/reports/:reportId/measures.csv', exportMeasuresCsv);
}
