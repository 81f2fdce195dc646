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
    {
      area: 'settings',
      order: 105,
      label: 'web.nav.menus',
      to: '/menus',
      permission: 'platform.look.manage',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 106,
      label: 'web.nav.words',
      to: '/words',
      permission: 'platform.look.manage',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 145,
      label: 'web.nav.webhooks',
      to: '/webhooks',
      permission: 'webhooks.endpoint.view',
      group: 'web.nav.company',
    },
    { area: 'settings', order: 146, label: 'web.nav.api_docs', to: '/api-docs', group: 'web.nav.company' },
    {
      area: 'settings',
      order: 180,
      label: 'web.nav.demo_data',
      to: '/demo-data',
      permission: 'platform.company.start_over',
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
    { path: '/menus', component: lazy(() => import('./MenusPage')) },
    { path: '/words', component: lazy(() => import('./WordsPage')) },
    { path: '/webhooks', component: lazy(() => import('./WebhooksPage')) },
    { path: '/webhooks/$id', component: lazy(() => import('./WebhookPage')) },
    { path: '/api-docs', component: lazy(() => import('./ApiDocsPage')) },
    { path: '/demo-data', component: lazy(() => import('./DemoDataPage')) },
  ],
};
