import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

export const notices: AppModule = {
  name: 'notices',
  entries: [
    { area: 'workbench', order: 20, label: 'web.notices', to: '/notices' },
    {
      area: 'settings',
      order: 109,
      label: 'web.nav.notice_defaults',
      to: '/notice-defaults',
      permission: 'platform.notice.manage',
      group: 'web.nav.company',
    },
  ],
  pages: [
    { path: '/notices', component: lazy(() => import('./NoticesPage')) },
    { path: '/notices/choices', component: lazy(() => import('./ChoicesPage')) },
    { path: '/notices/$id', component: lazy(() => import('./NoticePage')) },
    { path: '/notice-defaults', component: lazy(() => import('./DefaultsPage')) },
  ],
};
