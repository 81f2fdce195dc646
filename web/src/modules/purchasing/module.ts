import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const purchasing: AppModule = {
  name: 'purchasing',
  entries: [
    {
      area: 'purchasing',
      order: 10,
      label: 'web.nav.purchase_orders',
      to: '/purchase-orders',
      record: 'purchase-orders',
      views: [
        { label: 'web.view.draft', filter: { field: 'state', op: 'eq', value: 'draft' } },
        {
          label: 'web.view.to_take_in',
          filter: {
            and: [
              { field: 'state', op: 'eq', value: 'confirmed' },
              { field: 'receipt_state', op: 'ne', value: 'full' },
            ],
          },
        },
        {
          label: 'web.view.to_enter_invoice',
          filter: {
            and: [
              { field: 'receipt_state', op: 'ne', value: 'none' },
              { field: 'invoice_state', op: 'ne', value: 'full' },
            ],
          },
        },
      ],
    },
    {
      area: 'purchasing',
      order: 20,
      label: 'web.nav.purchase_receipts',
      to: '/purchase-receipts',
      record: 'purchase-receipts',
    },
    {
      area: 'purchasing',
      order: 30,
      label: 'web.nav.purchase_returns',
      to: '/purchase-returns',
      record: 'purchase-returns',
    },
    {
      area: 'purchasing',
      order: 35,
      label: 'web.nav.landed_costs',
      to: '/landed-costs',
      record: 'landed-costs',
    },
  ],
  creates: [
    {
      order: 36,
      label: 'web.create.landed_cost',
      to: '/landed-costs/new',
      permission: 'invoicing.landed_cost.post',
    },
    {
      order: 30,
      label: 'web.create.purchase_order',
      to: '/purchase-orders/new',
      permission: 'purchasing.order.create',
    },
  ],
  screens: {
    'purchase-orders': {
      record: page(() => import('./PurchaseOrderPage')),
      create: page(() => import('./PurchaseEditorPage')),
      createNeeds: 'purchasing.order.create',
      edit: page(() => import('./PurchaseEditorPage')),
    },
    'purchase-receipts': { record: page(() => import('./PurchaseReceiptPage')) },
    'landed-costs': {
      record: page(() => import('./landed/LandedPage')),
      create: page(() => import('./landed/LandedFormPage')),
      createNeeds: 'invoicing.landed_cost.post',
    },
    'purchase-returns': { record: page(() => import('./PurchaseReturnPage')) },
  },
  pages: [{ path: '/stock-work/receive/$id', component: page(() => import('./ReceiveWork')) }],
};
