import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const parties: AppModule = {
  name: 'parties',
  entries: [
    {
      area: 'customers',
      order: 10,
      label: 'web.nav.parties',
      to: '/parties',
      record: 'parties',
      also: ['/duplicates/parties', '/compare/parties'],
      views: [{ label: 'web.view.customers', filter: { field: 'is_customer', op: 'eq', value: true } }],
    },
    {
      area: 'customers',
      order: 15,
      label: 'web.nav.suppliers',
      to: '/suppliers',
      record: 'parties',
    },
    {
      area: 'customers',
      order: 20,
      label: 'web.nav.contacts',
      to: '/contacts',
      also: ['/duplicates/contacts', '/compare/contacts'],
      record: 'contacts',
    },
  ],
  creates: [
    { order: 20, label: 'web.create.party', to: '/parties/new', record: 'parties', verb: 'create' },
    { order: 25, label: 'web.create.supplier', to: '/suppliers/new', record: 'parties', verb: 'create' },
  ],
  pages: [
    { path: '/suppliers', component: page(() => import('./SuppliersPage')) },
    { path: '/suppliers/new', component: page(() => import('./NewSupplierPage')) },
  ],
  screens: { parties: { record: page(() => import('./CustomerPage')) } },
};
