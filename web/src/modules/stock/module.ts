import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const stock: AppModule = {
  name: 'stock',
  entries: [
    {
      area: 'stock',
      order: 15,
      label: 'web.nav.stock_work',
      to: '/stock-work',
      permission: 'stock.move.view',
      also: ['/stock-work/receive', '/stock-work/pick'],
    },
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
      order: 41,
      label: 'web.nav.stock_issues',
      to: '/stock-issues',
      record: 'stock-issues',
      views: [
        {
          label: 'web.view.to_settle',
          filter: {
            and: [
              { field: 'state', op: 'eq', value: 'posted' },
              { field: 'reason', op: 'in', value: ['count_loss', 'transit_loss'] },
            ],
          },
        },
      ],
    },
    {
      area: 'stock',
      order: 42,
      label: 'web.nav.stock_transfers',
      to: '/stock-transfers',
      record: 'stock-transfers',
      also: ['/stock-arrivals', '/stock-work/transfer'],
      views: [
        { label: 'web.view.draft', filter: { field: 'state', op: 'eq', value: 'draft' } },
        { label: 'web.view.in_transit', filter: { field: 'state', op: 'eq', value: 'sent' } },
      ],
    },
    {
      area: 'stock',
      order: 43,
      label: 'web.nav.stock_counts',
      to: '/stock-counts',
      record: 'stock-counts',
      also: ['/stock-work/count'],
      views: [{ label: 'web.view.counting', filter: { field: 'state', op: 'eq', value: 'counting' } }],
    },
    {
      area: 'stock',
      order: 44,
      label: 'web.nav.count_accuracy',
      to: '/count-accuracy',
      permission: 'stock.count.view',
    },
    {
      area: 'stock',
      order: 45,
      label: 'web.nav.stock_as_of',
      to: '/stock-as-of',
      permission: 'stock.move.view',
    },
    {
      area: 'stock',
      order: 46,
      label: 'web.nav.stock_ages',
      to: '/stock-ages',
      permission: 'stock.move.view',
    },
    {
      area: 'stock',
      order: 47,
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
    { order: 51, label: 'web.create.stock_issue', to: '/stock-issues/new', permission: 'stock.issue.post' },
    {
      order: 52,
      label: 'web.create.stock_transfer',
      to: '/stock-transfers/new',
      permission: 'stock.transfer.create',
    },
    { order: 53, label: 'web.create.stock_count', to: '/stock-counts/new', permission: 'stock.count.create' },
  ],
  screens: {
    'stock-receipts': {
      record: page(() => import('./StockReceiptPage')),
      create: page(() => import('./StockReceiptFormPage')),
      createNeeds: 'stock.receipt.post',
    },
    'stock-issues': {
      record: page(() => import('./StockIssuePage')),
      create: page(() => import('./StockIssueFormPage')),
      createNeeds: 'stock.issue.post',
    },
    'stock-transfers': {
      record: page(() => import('./TransferPage')),
      create: page(() => import('./TransferFormPage')),
      createNeeds: 'stock.transfer.create',
      edit: page(() => import('./TransferFormPage')),
    },
    'stock-arrivals': { record: page(() => import('./ArrivalPage')) },
    'stock-counts': {
      record: page(() => import('./CountPage')),
      create: page(() => import('./CountFormPage')),
      createNeeds: 'stock.count.create',
    },
  },
  pages: [
    { path: '/stock', component: page(() => import('./OnHandPage')) },
    { path: '/costing', component: page(() => import('./CostingPage')) },
    { path: '/stock-as-of', component: page(() => import('./AsOfPage')) },
    { path: '/stock-ages', component: page(() => import('./AgesPage')) },
    { path: '/count-accuracy', component: page(() => import('./AccuracyPage')) },
    { path: '/stock-work', component: page(() => import('./work/WorkPage')) },
    { path: '/stock-work/count/$id', component: page(() => import('./work/CountWork')) },
    { path: '/stock-work/transfer/$id', component: page(() => import('./work/TransferWork')) },
  ],
};
