import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

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
  screens: { pools: { record: page(() => import('./PoolRecord')) } },
  pages: [
    { path: '/sea', component: page(() => import('./SeaPage')) },
    { path: '/sea/pools', component: page(() => import('./PoolsPage')) },
    { path: '/sea/pools/$id', component: page(() => import('./PoolPage')) },
    { path: '/sea/tonight', component: page(() => import('./TonightPage')) },
    { path: '/sea/fallen/$id', component: page(() => import('./FallenPage')) },
    { path: '/sea/nights', component: page(() => import('./NightsPage')) },
  ],
};
