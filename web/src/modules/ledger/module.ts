import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

export const ledger: AppModule = {
  name: 'ledger',
  entries: [
    {
      area: 'finance',
      order: 20,
      label: 'web.nav.trial_balance',
      to: '/trial-balance',
      also: ['/account-lines'],
      permission: 'ledger.account.view',
    },
    {
      area: 'finance',
      order: 30,
      label: 'web.nav.entries',
      to: '/journal-entries',
      record: 'journal-entries',
    },
    { area: 'finance', order: 40, label: 'web.nav.accounts', to: '/accounts', record: 'accounts' },
    {
      area: 'finance',
      order: 50,
      label: 'web.nav.verify',
      to: '/verify',
      permission: 'platform.laws.verify',
    },
  ],
  screens: { 'journal-entries': { record: lazy(() => import('./EntryPage')) } },
  pages: [
    { path: '/trial-balance', component: lazy(() => import('./TrialBalancePage')) },
    { path: '/account-lines/$code', component: lazy(() => import('./AccountLinesPage')) },
    { path: '/verify', component: lazy(() => import('./VerifyPage')) },
  ],
};
