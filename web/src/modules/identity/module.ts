import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const identity: AppModule = {
  name: 'identity',
  entries: [
    { area: 'settings', order: 10, label: 'web.nav.my_account', to: '/account', group: 'web.nav.me' },
    {
      area: 'settings',
      order: 110,
      label: 'web.nav.users',
      to: '/users',
      record: 'users',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 120,
      label: 'web.nav.roles',
      to: '/roles',
      record: 'roles',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 115,
      label: 'web.nav.hand_overs',
      to: '/hand-overs',
      permission: 'records.hand_over.run',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 130,
      label: 'web.nav.departments',
      to: '/departments',
      record: 'departments',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 140,
      label: 'web.nav.api_keys',
      to: '/api-keys',
      group: 'web.nav.company',
    },
  ],
  screens: {
    users: { list: page(() => import('./UsersPage')), record: page(() => import('./UserPage')) },
    roles: { list: page(() => import('./RolesPage')), record: page(() => import('./RolePage')) },
  },
  pages: [
    { path: '/account', component: page(() => import('./AccountPage')) },
    { path: '/users/$id/hand-over', component: page(() => import('./HandOverPage')) },
    { path: '/hand-overs', component: page(() => import('./HandOversPage')) },
    { path: '/hand-overs/$id', component: page(() => import('./HandOverRunPage')) },
    { path: '/api-keys', component: page(() => import('./ApiKeysPage')) },
  ],
};
