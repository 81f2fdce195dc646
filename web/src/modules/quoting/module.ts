import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const quoting: AppModule = {
  name: 'quoting',
  entries: [
    {
      area: 'sales',
      order: 15,
      label: 'web.nav.quotations',
      to: '/quotations',
      record: 'quotations',
      views: [
        { label: 'web.view.draft', filter: { field: 'state', op: 'eq', value: 'draft' } },
        {
          label: 'web.view.quotations_open',
          filter: { field: 'state', op: 'eq', value: 'sent' },
          sort: 'valid_until',
        },
        {
          label: 'web.view.quotations_accepted',
          filter: {
            and: [
              { field: 'state', op: 'eq', value: 'accepted' },
              { field: 'order_id', op: 'empty' },
            ],
          },
        },
      ],
    },
  ],
  creates: [
    {
      order: 8,
      label: 'web.create.quotation',
      to: '/quotations/new',
      permission: 'quoting.quotation.create',
    },
  ],
  screens: {
    quotations: {
      record: page(() => import('./QuotationPage')),
      create: page(() => import('./editor/QuotationEditorPage')),
      createNeeds: 'quoting.quotation.create',
      edit: page(() => import('./editor/QuotationEditorPage')),
    },
  },
};
