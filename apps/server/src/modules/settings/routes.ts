import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { changeSetting } from './change-setting.ts';
import { listSettings } from './list-settings.ts';
import { settingHistory } from './setting-history.ts';

export function routes(app: App): void {
  mount(app, 'GET', '/api/settings', listSettings);
  mount(app, 'POST', '/api/settings/:name', changeSetting);
  mount(app, 'GET', '/api/settings/:name/history', settingHistory);
}
