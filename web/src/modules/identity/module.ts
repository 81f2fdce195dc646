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
      permission: 'identity.role.manage',
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
      permission: 'identity.api_key.manage',
      group: 'web.nav.company',
    },
  ],
  screens: { users: { list: lazy(() => import('./UsersPage')) } },
  pages: [
    { path: '/account', component: lazy(() => import('./AccountPage')) },
    { path: '/roles', component: lazy(() => import('./RolesPage')) },
    { path: '/api-keys', component: lazy(() => import('./ApiKeysPage')) },
  ],
};
