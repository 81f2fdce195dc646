import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

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
    { path: '/notices', component: page(() => import('./NoticesPage')) },
    { path: '/notices/choices', component: page(() => import('./ChoicesPage')) },
    { path: '/notices/$id', component: page(() => import('./NoticePage')) },
    { path: '/notice-defaults', component: page(() => import('./DefaultsPage')) },
  ],
};
