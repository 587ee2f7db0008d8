import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { exportItems } from './export-items.ts';
import { listItems } from './list-items.ts';
import { showItem } from './show-item.ts';
import { showSource } from './show-source.ts';

export function routes(app: App): void {
  mount(app, 'GET', '/api/ledgers/supervision/items', listItems);
  mount(app, 'GET', '/api/ledgers/supervision/items.xlsx', exportItems);
  mount(app, 'GET', '/api/ledgers/supervision/items/:itemId', showItem);
  // A reference belongs to a report, but it leads on to the items: the reports room knows none.
  mount(app, 'GET', '/api/sources/:reference', showSource);
}
