import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const banking: AppModule = {
  name: 'banking',
  entries: [
    {
      area: 'finance',
      order: 15,
      group: 'web.nav.money',
      label: 'web.nav.bank_statements',
      to: '/bank-statements',
      record: 'bank-statements',
    },
    {
      area: 'finance',
      order: 16,
      group: 'web.nav.money',
      label: 'web.nav.bank_matching',
      to: '/bank-matching',
      permission: 'banking.statement.view',
    },
    {
      area: 'finance',
      order: 17,
      group: 'web.nav.money',
      label: 'web.nav.reconciliations',
      to: '/reconciliations',
      permission: 'banking.statement.view',
    },
    {
      area: 'finance',
      order: 18,
      group: 'web.nav.money',
      label: 'web.nav.bank_rules',
      to: '/bank-rules',
      record: 'bank-rules',
    },
  ],
  screens: {
    'bank-statements': {
      record: page(() => import('./StatementPage')),
      create: page(() => import('./TakeInPage')),
      createNeeds: 'banking.statement.import',
    },
  },
  pages: [
    { path: '/bank-matching', component: page(() => import('./MatchingPage')) },
    { path: '/reconciliations', component: page(() => import('./ReconciliationsPage')) },
    { path: '/reconciliations/$id', component: page(() => import('./ReconciliationPage')) },
  ],
};
