import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const ledger: AppModule = {
  name: 'ledger',
  entries: [
    { area: 'finance', order: 28, label: 'web.nav.vouchers', to: '/vouchers', record: 'vouchers' },
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
    {
      area: 'finance',
      order: 25,
      label: 'web.nav.dimension_balances',
      to: '/dimension-balances',
      permission: 'ledger.entry.view',
    },
    {
      area: 'finance',
      order: 32,
      label: 'web.nav.periods',
      to: '/periods',
      permission: 'ledger.account.view',
    },
    {
      area: 'finance',
      order: 34,
      label: 'web.nav.statements',
      to: '/statements/balance_sheet',
      also: ['/statements'],
      permission: 'ledger.account.view',
    },
    { area: 'finance', order: 40, label: 'web.nav.accounts', to: '/accounts', record: 'accounts' },
    {
      area: 'finance',
      order: 42,
      label: 'web.nav.opening_balances',
      to: '/opening-balances',
      permission: 'ledger.account.view',
    },
    {
      area: 'finance',
      order: 41,
      label: 'web.nav.posting_rules',
      to: '/posting-rules',
      permission: 'ledger.account.view',
    },
    { area: 'finance', order: 44, label: 'web.nav.projects', to: '/projects', record: 'projects' },
    {
      area: 'finance',
      order: 50,
      label: 'web.nav.verify',
      to: '/verify',
      permission: 'platform.laws.verify',
    },
  ],
  creates: [
    { order: 45, label: 'web.create.voucher', to: '/vouchers/new', permission: 'ledger.voucher.write' },
  ],
  screens: {
    'journal-entries': { record: page(() => import('./EntryPage')) },
    vouchers: {
      record: page(() => import('./vouchers/VoucherPage')),
      create: page(() => import('./vouchers/VoucherEditorPage')),
      createNeeds: 'ledger.voucher.write',
      edit: page(() => import('./vouchers/VoucherEditorPage')),
    },
    accounts: {
      list: page(() => import('./chart/AccountListPage')),
      record: page(() => import('./chart/AccountPage')),
    },
  },
  pages: [
    { path: '/trial-balance', component: page(() => import('./TrialBalancePage')) },
    { path: '/account-lines/$code', component: page(() => import('./AccountLinesPage')) },
    { path: '/dimension-balances', component: page(() => import('./DimensionBalancesPage')) },
    { path: '/periods', component: page(() => import('./closing/PeriodsPage')) },
    { path: '/statements/$name', component: page(() => import('./statements/StatementPage')) },
    { path: '/opening-balances', component: page(() => import('./opening/OpeningPage')) },
    { path: '/posting-rules', component: page(() => import('./posting/PostingRulesPage')) },
    { path: '/verify', component: page(() => import('./VerifyPage')) },
  ],
};
