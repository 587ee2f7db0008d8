import { createBrowserRouter, type RouteObject } from 'react-router';
import { LoadingState } from '../shared/ui/LoadingState.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { RouteError } from './RouteError.tsx';
import { Shell } from './Shell.tsx';

/** Every page is a chunk of its own; addresses use the words of the domain. */
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
        element: <Shell />,
        errorElement: <RouteError />,
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('../features/reports/ReportsPage.tsx')).ReportsPage }),
          },
          {
            path: '/reports',
            lazy: async () => ({ Component: (await import('../features/reports/ReportsPage.tsx')).ReportsPage }),
          },
          {
            path: '/reports/:reportId',
            lazy: async () => ({ Component: (await import('../features/reports/ReportPage.tsx')).ReportPage }),
          },
          {
            path: '/reports/:reportId/measures',
            lazy: async () => ({ Component: (await import('../features/reports/MeasuresPage.tsx')).MeasuresPage }),
          },
          {
            path: '/reports/:reportId/changes',
            lazy: async () => ({ Component: (await import('../features/reports/ChangesPage.tsx')).ChangesPage }),
          },
          {
            path: '/reports/:reportId/review',
            lazy: async () => ({ Component: (await import('../features/breakdowns/ReviewPage.tsx')).ReviewPage }),
          },
          {
            path: '/sources/:reference',
            lazy: async () => ({ Component: (await import('../features/reports/SourcePage.tsx')).SourcePage }),
          },
          {
            path: '/ledgers/supervision',
            lazy: async () => ({
              Component: (await import('../features/ledgers/SupervisionPage.tsx')).SupervisionPage,
            }),
          },
          {
            path: '/ledgers/supervision/:itemId',
            lazy: async () => ({ Component: (await import('../features/ledgers/ItemPage.tsx')).ItemPage }),
          },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}
