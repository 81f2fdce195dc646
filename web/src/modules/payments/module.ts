import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const payments: AppModule = {
  name: 'payments',
  entries: [
    { area: 'finance', order: 10, label: 'web.nav.receipts', to: '/receipts', record: 'receipts' },
    {
      area: 'finance',
      order: 12,
      label: 'web.nav.payments',
      to: '/payments',
      record: 'payments',
      views: [{ label: 'web.view.prepaid', filter: { field: 'prepaid', op: 'gt', value: '0' } }],
    },
  ],
  creates: [
    { order: 40, label: 'web.create.receipt', to: '/receipts/new', permission: 'payments.receipt.post' },
    { order: 45, label: 'web.create.payment', to: '/payments/new', permission: 'payments.payment.post' },
  ],
  screens: {
    receipts: {
      record: page(() => import('./ReceiptPage')),
      create: page(() => import('./ReceiptFormPage')),
      createNeeds: 'payments.receipt.post',
    },
    payments: {
      record: page(() => import('./PaymentPage')),
      create: page(() => import('./PaymentFormPage')),
      createNeeds: 'payments.payment.post',
    },
  },
};
