import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const sales: AppModule = {
  name: 'sales',
  entries: [
    {
      area: 'sales',
      order: 10,
      label: 'web.nav.sales_orders',
      to: '/sales-orders',
      record: 'sales-orders',
      views: [
        { label: 'web.view.draft', filter: { field: 'state', op: 'eq', value: 'draft' } },
        {
          label: 'web.view.to_deliver',
          filter: {
            and: [
              { field: 'state', op: 'eq', value: 'confirmed' },
              { field: 'delivery_state', op: 'ne', value: 'full' },
            ],
          },
          sort: 'next_delivery_on',
        },
        {
          label: 'web.view.to_invoice',
          filter: {
            and: [
              { field: 'delivery_state', op: 'ne', value: 'none' },
              { field: 'invoice_state', op: 'ne', value: 'full' },
            ],
          },
        },
      ],
    },
    {
      area: 'sales',
      order: 15,
      label: 'web.nav.goods_holds',
      to: '/goods-holds',
      record: 'goods-holds',
      views: [
        {
          label: 'web.view.held',
          filter: { field: 'state', op: 'eq', value: 'held' },
          sort: 'expires_on',
        },
      ],
    },
    {
      area: 'settings',
      order: 108,
      label: 'web.nav.hold_days',
      to: '/hold-days',
      permission: 'sales.hold.set_days',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 109,
      label: 'web.nav.discount_limits',
      to: '/discount-limits',
      permission: 'sales.discount.set_limits',
      group: 'web.nav.company',
    },
    { area: 'sales', order: 20, label: 'web.nav.deliveries', to: '/deliveries', record: 'deliveries' },
    {
      area: 'stock',
      order: 16,
      label: 'web.nav.pick_lists',
      to: '/pick-lists',
      record: 'pick-lists',
      views: [{ label: 'web.view.to_pick', filter: { field: 'state', op: 'eq', value: 'open' } }],
    },
    {
      area: 'sales',
      order: 30,
      label: 'web.nav.sales_returns',
      to: '/sales-returns',
      record: 'sales-returns',
    },
    {
      area: 'sales',
      order: 45,
      label: 'web.nav.customer_credits',
      to: '/customer-credits',
      record: 'customer-credits',
    },
  ],
  creates: [
    { order: 10, label: 'web.create.sales_order', to: '/sales-orders/new', permission: 'sales.order.create' },
    { order: 12, label: 'web.create.goods_hold', to: '/goods-holds/new', permission: 'sales.hold.create' },
    { order: 54, label: 'web.create.pick_list', to: '/pick-lists/new', permission: 'sales.pick.create' },
  ],
  screens: {
    'sales-orders': {
      record: page(() => import('./OrderPage')),
      create: page(() => import('./editor/OrderEditorPage')),
      createNeeds: 'sales.order.create',
      edit: page(() => import('./editor/OrderEditorPage')),
    },
    'goods-holds': {
      record: page(() => import('./holds/HoldPage')),
      create: page(() => import('./holds/HoldFormPage')),
      createNeeds: 'sales.hold.create',
    },
    deliveries: { record: page(() => import('./DeliveryPage')) },
    'pick-lists': {
      record: page(() => import('./picks/PickPage')),
      create: page(() => import('./picks/PickNewPage')),
      createNeeds: 'sales.pick.create',
    },
    'sales-returns': { record: page(() => import('./ReturnPage')) },
  },
  pages: [
    { path: '/discount-limits', component: page(() => import('./DiscountLimitsPage')) },
    { path: '/hold-days', component: page(() => import('./holds/HoldDaysPage')) },
    { path: '/stock-work/pick/$id', component: page(() => import('./PickWork')) },
  ],
};
