// Every page with its address, its search parameters, and who may see it.
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  redirect,
  retainSearchParams,
  type RouterHistory,
} from '@tanstack/react-router';
import { codeOf } from '../api/problem.js';
import { sessionQuery, setupStateQuery } from '../api/session.js';
import { sitesQuery } from '../api/sites.js';
import { NotFoundPage, RouteError } from './fallbacks.js';
import { lazyPage } from './lazy-page.js';
import * as search from '../state/search.js';
import { Shell } from './shell.js';

export type RouterContext = { queryClient: QueryClient };

const rootRoute = createRootRouteWithContext<RouterContext>()({
  validateSearch: search.rootSearch,
  search: { middlewares: [retainSearchParams(['site'])] },
  notFoundComponent: NotFoundPage,
  errorComponent: RouteError,
});

const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: Shell,
  errorComponent: RouteError,
  beforeLoad: async ({ context, location }) => {
    const { queryClient } = context;
    try {
      await queryClient.query({ ...sessionQuery, staleTime: 'static' });
    } catch (error) {
      if (codeOf(error) !== 'unauthenticated') throw error;
      const setup = await queryClient.query(setupStateQuery);
      if (setup.needed) redirect({ to: '/setup', throw: true });
      redirect({ to: '/sign-in', search: { to: location.href }, throw: true });
    }
    const sites = await queryClient.query({ ...sitesQuery, staleTime: 'static' });
    if (sites.items.length === 0) redirect({ to: '/setup', throw: true });
  },
});

const page = <const Path extends string>(path: Path) => ({ getParentRoute: () => appRoute, path });

const indexRoute = createRoute({
  ...page('/'),
  beforeLoad: () => {
    redirect({ to: '/queue', throw: true });
  },
});
const queueRoute = createRoute({
  ...page('/queue'),
  validateSearch: search.queueSearch,
  component: lazyPage(() => import('../features/queue/queue-page.js'), 'QueuePage'),
});
const historyRoute = createRoute({
  ...page('/history'),
  component: lazyPage(() => import('../features/history/history-page.js'), 'HistoryPage'),
});
const sourcesRoute = createRoute({
  ...page('/sources'),
  validateSearch: search.sourcesSearch,
  component: lazyPage(() => import('../features/sources/sources-page.js'), 'SourcesPage'),
});
const rulesRoute = createRoute({
  ...page('/rules'),
  validateSearch: search.rulesSearch,
  component: lazyPage(() => import('../features/rules/rules-page.js'), 'RulesPage'),
});
const learningRoute = createRoute({
  ...page('/learning'),
  component: lazyPage(() => import('../features/learning/learning-page.js'), 'LearningPage'),
});
const siteRoute = createRoute({
  ...page('/site'),
  validateSearch: search.siteSearch,
  component: lazyPage(() => import('../features/site/site-page.js'), 'SitePage'),
});
const webhooksRoute = createRoute({
  ...page('/webhooks'),
  validateSearch: search.webhooksSearch,
  component: lazyPage(() => import('../features/webhooks/webhooks-page.js'), 'WebhooksPage'),
});
const sentRoute = createRoute({
  ...page('/sent'),
  component: lazyPage(() => import('../features/sent/sent-page.js'), 'SentPage'),
});
const settingsRoute = createRoute({
  ...page('/settings'),
  component: lazyPage(() => import('../features/settings/settings-page.js'), 'SettingsPage'),
});
const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  validateSearch: search.setupSearch,
  component: lazyPage(() => import('../features/setup/setup-page.js'), 'SetupPage'),
});
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: search.signInSearch,
  component: lazyPage(() => import('../features/sign-in/sign-in-page.js'), 'SignInPage'),
});

const routeTree = rootRoute.addChildren([
  appRoute.addChildren([
    indexRoute,
    queueRoute,
    historyRoute,
    sourcesRoute,
    rulesRoute,
    learningRoute,
    siteRoute,
    webhooksRoute,
    sentRoute,
    settingsRoute,
  ]),
  setupRoute,
  signInRoute,
]);

export function createAppRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    context: { queryClient },
    ...(history === undefined ? {} : { history }),
    parseSearch: search.parseSearch,
    stringifySearch: search.stringifySearch,
    // in place of the page alone: the frame around it stays
    defaultErrorComponent: RouteError,
    defaultPreload: 'intent',
    scrollRestoration: false,
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
