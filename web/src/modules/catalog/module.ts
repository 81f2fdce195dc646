import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const catalog: AppModule = {
  name: 'catalog',
  entries: [
    { area: 'stock', order: 10, label: 'web.nav.products', to: '/products', record: 'products' },
    {
      area: 'stock',
      order: 12,
      label: 'web.nav.categories',
      to: '/product-categories',
      record: 'product-categories',
    },
    {
      area: 'sales',
      order: 40,
      label: 'web.nav.price_lists',
      to: '/price-lists',
      record: 'price-lists',
      also: ['/price-list-lines'],
    },
    {
      area: 'purchasing',
      order: 40,
      label: 'web.nav.supplier_products',
      to: '/supplier-products',
      record: 'supplier-products',
    },
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
    {
      area: 'settings',
      order: 930,
      label: 'web.nav.attributes',
      to: '/attributes',
      record: 'attributes',
      group: 'web.nav.base_data',
      also: ['/attribute-values'],
    },
  ],
  creates: [
    { order: 30, label: 'web.create.product', to: '/products/new', record: 'products', verb: 'create' },
  ],
  screens: {
    products: { list: page(() => import('./ProductsPage')), record: page(() => import('./ProductPage')) },
    'product-categories': { list: page(() => import('./CategoriesPage')) },
    'price-lists': { record: page(() => import('./PriceListPage')) },
  },
};
