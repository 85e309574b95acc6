import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';

import { PageLoading } from '@/components/page-loading';

import { AppShell } from './app-shell';
import { PageError } from './page-error';
import { RequireSession } from './require-session';

// A page is loaded when its address is opened.
const page = (load: () => Promise<{ default: React.ComponentType }>): RouteObject['lazy'] => async () => ({
  Component: (await load()).default,
});

/** What stands under /apps/:app/. */
const pagesOfApp: RouteObject[] = [
  { index: true, element: <Navigate to="media" replace /> },
  // Quick View is the list with a media beside it.
  { path: 'media/:fileId?', lazy: page(() => import('./pages/media')) },
  { path: 'tasks/:taskId?', lazy: page(() => import('./pages/tasks')) },
  { path: 'events/:eventId?', lazy: page(() => import('./pages/events')) },
  { path: 'callbacks', lazy: page(() => import('./pages/callbacks')) },
  { path: 'templates/:kind?/:definition?', lazy: page(() => import('./pages/templates')) },
  { path: 'procedures/:name?', lazy: page(() => import('./pages/procedures')) },
];

export const routes: RouteObject[] = [
  {
    errorElement: <PageError />,
    hydrateFallbackElement: <PageLoading />,
    children: [
      { path: '/sign-in', lazy: page(() => import('./pages/sign-in')) },
      {
        element: <RequireSession />,
        children: [
          {
            element: <AppShell />,
            errorElement: <PageError />,
            children: [
              { index: true, lazy: page(() => import('./pages/home')) },
              { path: 'apps', lazy: page(() => import('./pages/applications')) },
              { path: 'apps/:app', children: pagesOfApp, errorElement: <PageError /> },
              { path: 'keys', lazy: page(() => import('./pages/keys')) },
              { path: 'health', lazy: page(() => import('./pages/health')) },
              { path: '*', lazy: page(() => import('./pages/not-found')) },
            ],
          },
        ],
      },
    ],
  },
];

export const router = createBrowserRouter(routes, { basename: '/console' });
