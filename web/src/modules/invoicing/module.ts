import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

export const invoicing: AppModule = {
  name: 'invoicing',
  entries: [
    {
      area: 'sales',
      order: 40,
      label: 'web.nav.sales_invoices',
      to: '/sales-invoices',
      record: 'sales-invoices',
      views: [{ label: 'web.view.draft', filter: { field: 'state', op: 'eq', value: 'draft' } }],
    },
  ],
  screens: { 'sales-invoices': { record: lazy(() => import('./InvoicePage')) } },
};
