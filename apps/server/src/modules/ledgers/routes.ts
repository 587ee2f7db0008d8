import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { exportItems } from './export-items.ts';
import { handInEvidence } from './hand-in-evidence.ts';
import { listItems } from './list-items.ts';
import { showEvidence } from './show-evidence.ts';
import { showItem } from './show-item.ts';
import { showSource } from './show-source.ts';

export function routes(app: App): void {
  mount(app, 'GET', '/api/ledgers/supervision/items', listItems);
  mount(app, 'GET', '/api/ledgers/supervision/items.xlsx', exportItems);
  mount(app, 'GET', '/api/ledgers/supervision/items/:itemId', showItem);
  mount(app, 'POST', '/api/ledgers/supervision/items/:itemId/evidence', handInEvidence);
  mount(app, 'GET', '/api/ledgers/supervision/items/:itemId/evidence/:evidenceId', showEvidence);
  // A reference belongs to a report, but it leads on to the items: the reports room knows none.
  mount(app, 'GET', '/api/sources/:reference', showSource);
}
