import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

export const sea: AppModule = {
  name: 'sea',
  entries: [
    {
      area: 'customers',
      order: 12,
      label: 'web.nav.sea',
      to: '/sea',
      permission: 'sea.pool.view',
    },
    {
      area: 'settings',
      order: 107,
      label: 'web.nav.pools',
      to: '/sea/pools',
      also: ['/pools'],
      record: 'pools',
      permission: 'sea.pool.manage',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 108,
      label: 'web.nav.nights',
      to: '/sea/nights',
      also: ['/sea/tonight'],
      permission: 'sea.pool.manage',
      group: 'web.nav.company',
    },
  ],
  screens: { pools: { record: lazy(() => import('./PoolRecord')) } },
  pages: [
    { path: '/sea', component: lazy(() => import('./SeaPage')) },
    { path: '/sea/pools', component: lazy(() => import('./PoolsPage')) },
    { path: '/sea/pools/$id', component: lazy(() => import('./PoolPage')) },
    { path: '/sea/tonight', component: lazy(() => import('./TonightPage')) },
    { path: '/sea/fallen/$id', component: lazy(() => import('./FallenPage')) },
    { path: '/sea/nights', component: lazy(() => import('./NightsPage')) },
  ],
};
