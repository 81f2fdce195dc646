import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const shipping: AppModule = {
  name: 'shipping',
  entries: [
    {
      area: 'stock',
      order: 12,
      label: 'web.nav.fulfilment',
      to: '/fulfilment',
      permission: 'shipping.waybill.view',
    },
    {
      area: 'sales',
      order: 34,
      label: 'web.nav.waybills',
      to: '/waybills',
      record: 'waybills',
      views: [
        {
          label: 'web.view.waybills_under_way',
          filter: { field: 'state', op: 'eq', value: 'under_way' },
          sort: 'shipped_on',
        },
        {
          label: 'web.view.waybills_wrong',
          filter: { field: 'state', op: 'in', value: ['partly', 'refused'] },
        },
      ],
    },
    { area: 'stock', order: 95, label: 'web.nav.carriers', to: '/carriers', record: 'carriers' },
  ],
  pages: [{ path: '/fulfilment', component: page(() => import('./FulfilmentPage')) }],
  screens: { waybills: { record: page(() => import('./WaybillPage')) } },
};
