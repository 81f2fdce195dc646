import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

export const duplicates: AppModule = {
  name: 'duplicates',
  entries: [
    {
      area: 'settings',
      order: 165,
      label: 'web.nav.merges',
      to: '/merges',
      also: ['/duplicate-rules'],
      group: 'web.nav.company',
      record: 'parties',
      verb: 'delete',
    },
  ],
  pages: [
    { path: '/duplicates/$path', component: lazy(() => import('./DuplicatesPage')) },
    { path: '/compare/$path', component: lazy(() => import('./ComparePage')) },
    { path: '/merges', component: lazy(() => import('./MergesPage')) },
    { path: '/duplicate-rules/$record', component: lazy(() => import('./RulesPage')) },
  ],
};
