import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

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
    { path: '/duplicates/$path', component: page(() => import('./DuplicatesPage')) },
    { path: '/compare/$path', component: page(() => import('./ComparePage')) },
    { path: '/merges', component: page(() => import('./MergesPage')) },
    { path: '/duplicate-rules/$record', component: page(() => import('./RulesPage')) },
  ],
};
