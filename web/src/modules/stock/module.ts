import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const stock: AppModule = {
  name: 'stock',
  entries: [
    { area: 'stock', order: 20, label: 'web.nav.on_hand', to: '/stock', permission: 'stock.stock.view' },
    { area: 'stock', order: 30, label: 'web.nav.stock_moves', to: '/stock-moves', record: 'stock-moves' },
    {
      area: 'stock',
      order: 40,
      label: 'web.nav.stock_receipts',
      to: '/stock-receipts',
      record: 'stock-receipts',
    },
    {
      area: 'stock',
      order: 45,
      label: 'web.nav.costing',
      to: '/costing',
      also: ['/cost-runs'],
      permission: 'stock.move.view',
    },
    { area: 'stock', order: 50, label: 'web.nav.warehouses', to: '/warehouses', record: 'warehouses' },
  ],
  creates: [
    {
      order: 50,
      label: 'web.create.stock_receipt',
      to: '/stock-receipts/new',
      permission: 'stock.receipt.post',
    },
  ],
  screens: {
    'stock-receipts': {
      record: page(() => import('./StockReceiptPage')),
      create: page(() => import('./StockReceiptFormPage')),
      createNeeds: 'stock.receipt.post',
    },
  },
  pages: [
    { path: '/stock', component: page(() => import('./OnHandPage')) },
    { path: '/costing', component: page(() => import('./CostingPage')) },
  ],
};
