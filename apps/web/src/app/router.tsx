import { createBrowserRouter, type RouteObject } from 'react-router';
import { LoadingState } from '../shared/ui/LoadingState.tsx';
import { HomePage } from './HomePage.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { page } from './page.ts';
import { RouteError } from './RouteError.tsx';
import { Shell } from './Shell.tsx';

/** Every page is a chunk of its own; addresses use the words of the domain. */
const pages: RouteObject[] = [
  page('/reports', 'reports.list', async () => (await import('../features/reports/ReportsPage.tsx')).ReportsPage),
  page(
    '/reports/:reportId',
    'reports.show',
    async () => (await import('../features/reports/ReportPage.tsx')).ReportPage,
  ),
  page(
    '/reports/:reportId/measures',
    'reports.list-measures',
    async () => (await import('../features/reports/MeasuresPage.tsx')).MeasuresPage,
  ),
  page(
    '/reports/:reportId/changes',
    'breakdowns.version-changes',
    async () => (await import('../features/reports/ChangesPage.tsx')).ChangesPage,
  ),
  page(
    '/reports/:reportId/review',
    'breakdowns.show',
    async () => (await import('../features/breakdowns/ReviewPage.tsx')).ReviewPage,
  ),
  page(
    '/sources/:reference',
    'ledgers.show-source',
    async () => (await import('../features/reports/SourcePage.tsx')).SourcePage,
  ),
  page(
    '/ledgers/supervision',
    'ledgers.list-items',
    async () => (await import('../features/ledgers/SupervisionPage.tsx')).SupervisionPage,
  ),
  page(
    '/ledgers/supervision/:itemId',
    'ledgers.show-item',
    async () => (await import('../features/ledgers/ItemPage.tsx')).ItemPage,
  ),
  page(
    '/organisations',
    'people.organisations',
    async () => (await import('../features/people/OrganisationsPage.tsx')).OrganisationsPage,
  ),
  page(
    '/organisations/:organisationId',
    'people.show-organisation',
    async () => (await import('../features/people/OrganisationPage.tsx')).OrganisationPage,
  ),
  page('/organs', 'people.organs', async () => (await import('../features/people/OrgansPage.tsx')).OrgansPage),
  page('/people', 'people.read', async () => (await import('../features/people/PeoplePage.tsx')).PeoplePage),
  page('/people/:personId', 'people.read', async () => (await import('../features/people/PersonPage.tsx')).PersonPage),
  page('/grants', 'people.read-grants', async () => (await import('../features/people/GrantsPage.tsx')).GrantsPage),
  page('/record', 'record.read', async () => (await import('../features/record/RecordPage.tsx')).RecordPage),
  page(
    '/erasures',
    'record.list-erasures',
    async () => (await import('../features/record/ErasuresPage.tsx')).ErasuresPage,
  ),
  page('/account', null, async () => (await import('../features/accounts/own/MyAccountPage.tsx')).MyAccountPage),
  page(
    '/accounts',
    'accounts.list',
    async () => (await import('../features/accounts/keeping/AccountsPage.tsx')).AccountsPage,
  ),
  page(
    '/accounts/:personId',
    'accounts.show',
    async () => (await import('../features/accounts/keeping/AccountPage.tsx')).AccountPage,
  ),
  page('/settings', 'settings.list', async () => (await import('../features/settings/SettingsPage.tsx')).SettingsPage),
  page(
    '/notifications',
    'notifications.list',
    async () => (await import('../features/notifications/InboxPage.tsx')).InboxPage,
  ),
  page(
    '/notifications/preferences',
    'notifications.show-preferences',
    async () => (await import('../features/notifications/PreferencesPage.tsx')).PreferencesPage,
  ),
  page(
    '/delivery',
    'notifications.list-messages',
    async () => (await import('../features/notifications/DeliveryPage.tsx')).DeliveryPage,
  ),
];

const routes: RouteObject[] = [
  {
    errorElement: <RouteError />,
    HydrateFallback: LoadingState,
    children: [
      {
        path: '/sign-in',
        lazy: async () => ({ Component: (await import('../features/accounts/SignInPage.tsx')).SignInPage }),
      },
      {
        path: '/sso/callback',
        lazy: async () => ({ Component: (await import('../features/accounts/SsoReturnPage.tsx')).SsoReturnPage }),
      },
      {
        element: <Shell />,
        errorElement: <RouteError />,
        children: [{ index: true, Component: HomePage }, ...pages, { path: '*', Component: NotFoundPage }],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}
