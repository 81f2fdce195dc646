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
      permission: 'platform.company.manage',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 150,
      label: 'web.nav.number_rules',
      to: '/number-rules',
      permission: 'platform.number_rule.manage',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 160,
      label: 'web.nav.jobs',
      to: '/jobs',
      permission: 'platform.job.view',
      group: 'web.nav.company',
    },
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
    { path: '/number-rules', component: lazy(() => import('./NumberRulesPage')) },
    { path: '/jobs', component: lazy(() => import('./JobsPage')) },
  ],
};
