import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type AnyRoute,
} from '@tanstack/react-router';
import { menusQuery, wordsQuery } from '../api/look';
import { metaQuery } from '../api/records';
import { Problem } from '../api/problem';
import { meQuery } from '../api/session';
import { setTimeZone } from '../kit/dates';
import { language, overlay, suggestLanguage } from '../kit/i18n';
import { FailedPage, MissingPage } from './FailedPage';
import { Create, Edit, List, One, Upload } from './generic';
import { modules } from './modules';
import { Shell } from './shell/Shell';

const root = createRootRoute({
  component: Outlet,
  errorComponent: FailedPage,
  notFoundComponent: MissingPage,
});

const publicRoute = (path: string, load: () => Promise<{ default: () => React.JSX.Element }>) =>
  createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load) });

const publicPages = [
  publicRoute('/log-in', () => import('../modules/identity/LogInPage')),
  publicRoute('/sign-up', () => import('../modules/identity/SignUpPage')),
  publicRoute('/reset', () => import('../modules/identity/ResetPage')),
  publicRoute('/invitation', () => import('../modules/identity/InvitationPage')),
  publicRoute('/f/$token', () => import('../modules/crm/PublicFormPage')),
  publicRoute('/q/$token', () => import('../modules/quoting/PublicQuotationPage')),
];

/** What lies behind the door. Its pages come from the modules, so their types are not known here. */
function insideRoute(queries: QueryClient): AnyRoute {
  const route = createRoute({
    getParentRoute: () => root,
    id: 'inside',
    beforeLoad: async ({ location }) => {
      try {
        const [me] = await Promise.all([
          queries.ensureQueryData(meQuery),
          queries.ensureQueryData(metaQuery),
          queries.ensureQueryData(menusQuery),
        ]);
        setTimeZone(me.time_zone);
        void suggestLanguage(me.language);
        const words = await queries.ensureQueryData(wordsQuery(language()));
        overlay(words.language, words.words, true);
      } catch (error) {
        if (error instanceof Problem && error.status === 401) {
          throw redirect({ to: '/log-in', search: { next: location.href } as never });
        }
        throw error;
      }
    },
    component: Shell,
    errorComponent: FailedPage,
    notFoundComponent: MissingPage,
  });
  return route as unknown as AnyRoute;
}

const PATHS: [string, () => React.JSX.Element][] = [
  ['/$path', List],
  ['/$path/new', Create],
  ['/$path/import', Upload],
  ['/$path/$id', One],
  ['/$path/$id/edit', Edit],
];

export function createAppRouter(queries: QueryClient) {
  const inside = insideRoute(queries);
  const own = modules
    .flatMap((module) => module.pages ?? [])
    .map(({ path, component }) =>
      createRoute({ getParentRoute: () => inside, path, component, errorComponent: FailedPage }),
    );
  const generic = PATHS.map(([path, component]) =>
    createRoute({ getParentRoute: () => inside, path, component, errorComponent: FailedPage }),
  );
  const tree = root.addChildren([...publicPages, inside.addChildren([...own, ...generic])]);
  return createRouter({
    routeTree: tree as unknown as AnyRoute,
    defaultPreload: false,
    scrollRestoration: true,
  });
}
