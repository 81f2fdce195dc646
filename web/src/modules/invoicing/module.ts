import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

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
    {
      area: 'purchasing',
      order: 40,
      label: 'web.nav.supplier_invoices',
      to: '/supplier-invoices',
      record: 'supplier-invoices',
      views: [
        { label: 'web.view.draft', filter: { field: 'state', op: 'eq', value: 'draft' } },
        { label: 'web.view.deviates', filter: { field: 'match_state', op: 'eq', value: 'deviates' } },
      ],
    },
  ],
  screens: {
    'sales-invoices': { record: page(() => import('./InvoicePage')) },
    'supplier-invoices': {
      record: page(() => import('./SupplierInvoicePage')),
      create: page(() => import('./SupplierInvoiceFormPage')),
      createNeeds: 'invoicing.supplier_invoice.create',
    },
  },
};
