import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

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
    users: { list: lazy(() => import('./UsersPage')), record: lazy(() => import('./UserPage')) },
    roles: { list: lazy(() => import('./RolesPage')), record: lazy(() => import('./RolePage')) },
  },
  pages: [
    { path: '/account', component: lazy(() => import('./AccountPage')) },
    { path: '/users/$id/hand-over', component: lazy(() => import('./HandOverPage')) },
    { path: '/hand-overs', component: lazy(() => import('./HandOversPage')) },
    { path: '/hand-overs/$id', component: lazy(() => import('./HandOverRunPage')) },
    { path: '/api-keys', component: lazy(() => import('./ApiKeysPage')) },
  ],
};
