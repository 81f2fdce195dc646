import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

export const payments: AppModule = {
  name: 'payments',
  entries: [{ area: 'finance', order: 10, label: 'web.nav.receipts', to: '/receipts', record: 'receipts' }],
  creates: [
    { order: 40, label: 'web.create.receipt', to: '/receipts/new', permission: 'payments.receipt.post' },
  ],
  screens: {
    receipts: {
      record: lazy(() => import('./ReceiptPage')),
      create: lazy(() => import('./ReceiptFormPage')),
      createNeeds: 'payments.receipt.post',
    },
  },
};
