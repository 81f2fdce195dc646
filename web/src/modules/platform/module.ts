import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

export const platform: AppModule = {
  name: 'platform',
  entries: [
    {
      area: 'settings',
      order: 100,
      label: 'web.nav.company_facts',
      to: '/company',
      group: 'web.nav.company',
    },
    { area: 'settings', order: 160, label: 'web.nav.jobs', to: '/jobs', group: 'web.nav.company' },
    {
      area: 'settings',
      order: 170,
      label: 'web.nav.audit',
      to: '/audit-events',
      record: 'audit-events',
      group: 'web.nav.company',
    },
  ],
  pages: [
    { path: '/company', component: lazy(() => import('./CompanyPage')) },
    { path: '/jobs', component: lazy(() => import('./JobsPage')) },
  ],
};
