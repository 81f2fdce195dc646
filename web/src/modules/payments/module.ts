import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const payments: AppModule = {
  name: 'payments',
  entries: [
    { area: 'finance', order: 10, label: 'web.nav.receipts', to: '/receipts', record: 'receipts' },
    { area: 'finance', order: 11, label: 'web.nav.write_offs', to: '/write-offs', record: 'write-offs' },
    {
      area: 'finance',
      order: 11.5,
      label: 'web.nav.allowance',
      to: '/allowance',
      permission: 'payments.allowance.view',
    },
    {
      area: 'finance',
      order: 11.8,
      label: 'web.nav.ageing',
      to: '/ageing/customer',
      permission: 'payments.receipt.view',
    },
    {
      area: 'finance',
      order: 12,
      label: 'web.nav.payments',
      to: '/payments',
      record: 'payments',
      views: [{ label: 'web.view.prepaid', filter: { field: 'prepaid', op: 'gt', value: '0' } }],
    },
    {
      area: 'finance',
      order: 12.5,
      label: 'web.nav.bills',
      to: '/bills',
      record: 'bills',
      opens: { field: 'state', op: 'eq', value: 'held' },
    },
    {
      area: 'finance',
      order: 13,
      group: 'web.nav.money',
      label: 'web.nav.money_accounts',
      to: '/money-accounts',
      record: 'money-accounts',
    },
    {
      area: 'finance',
      order: 14,
      group: 'web.nav.money',
      label: 'web.nav.money_journals',
      to: '/money-journals',
      permission: 'payments.money_account.view',
    },
    {
      area: 'finance',
      order: 43,
      group: 'web.nav.books_setup',
      label: 'web.nav.opening_debts',
      to: '/opening-debts',
      permission: 'payments.opening.view',
    },
  ],
  creates: [
    { order: 40, label: 'web.create.receipt', to: '/receipts/new', permission: 'payments.receipt.post' },
    { order: 45, label: 'web.create.payment', to: '/payments/new', permission: 'payments.payment.post' },
  ],
  screens: {
    'money-accounts': {
      list: page(() => import('./MoneyAccountsPage')),
      record: page(() => import('./MoneyJournalPage')),
    },
    receipts: {
      record: page(() => import('./ReceiptPage')),
      create: page(() => import('./ReceiptFormPage')),
      createNeeds: 'payments.receipt.post',
    },
    'write-offs': {
      record: page(() => import('./writeoffs/WriteOffPage')),
      create: page(() => import('./writeoffs/WriteOffFormPage')),
      createNeeds: 'payments.write_off.post',
    },
    bills: {
      list: page(() => import('./bills/BillsPage')),
      record: page(() => import('./bills/BillPage')),
    },
    payments: {
      record: page(() => import('./PaymentPage')),
      create: page(() => import('./PaymentFormPage')),
      createNeeds: 'payments.payment.post',
    },
  },
  pages: [
    { path: '/money-journals', component: page(() => import('./MoneyJournalPage')) },
    { path: '/opening-debts', component: page(() => import('./opening/OpeningDebtsPage')) },
    { path: '/account-statements/$side/$party', component: page(() => import('./StatementPage')) },
    { path: '/ageing/$side', component: page(() => import('./AgeingPage')) },
    { path: '/allowance', component: page(() => import('./writeoffs/AllowancePage')) },
  ],
};
