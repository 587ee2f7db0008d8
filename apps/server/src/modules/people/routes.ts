import type { App } from '../../platform/http/app.ts';
import { mount } from '../../platform/http/mount.ts';
import { listOrganisations } from './list-organisations.ts';
import { listOrgans } from './list-organs.ts';
import { listSponsors } from './list-sponsors.ts';

export function routes(app: App): void {
  mount(app, 'GET', '/api/organisations', listOrganisations);
  mount(app, 'GET', '/api/organs', listOrgans);
  mount(app, 'GET', '/api/sponsors', listSponsors);
}
