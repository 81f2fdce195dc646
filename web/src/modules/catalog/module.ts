import type { AppModule } from '../../kit/module';

export const catalog: AppModule = {
  name: 'catalog',
  entries: [
    { area: 'stock', order: 10, label: 'web.nav.products', to: '/products', record: 'products' },
    {
      area: 'settings',
      order: 910,
      label: 'web.nav.units',
      to: '/units',
      record: 'units',
      group: 'web.nav.base_data',
    },
    {
      area: 'settings',
      order: 920,
      label: 'web.nav.tax_rates',
      to: '/tax-rates',
      record: 'tax-rates',
      group: 'web.nav.base_data',
    },
  ],
  creates: [
    { order: 30, label: 'web.create.product', to: '/products/new', record: 'products', verb: 'create' },
  ],
};
