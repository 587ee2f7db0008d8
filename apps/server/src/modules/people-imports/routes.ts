import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { applyImport } from './apply-import.ts';
import { downloadTemplate } from './download-template.ts';
import { exportPeople } from './export-people.ts';
import { showImport } from './show-import.ts';
import { startImport } from './start-import.ts';

export function routes(app: App): void {
  mount(app, 'GET', '/api/people-imports/template.xlsx', downloadTemplate);
  mount(app, 'POST', '/api/people-imports', startImport);
  mount(app, 'GET', '/api/people-imports/:importId', showImport);
  mount(app, 'POST', '/api/people-imports/:importId/apply', applyImport);
  mount(app, 'GET', '/api/people.xlsx', exportPeople);
}
