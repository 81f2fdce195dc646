import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const collecting: AppModule = {
  name: 'collecting',
  entries: [
    {
      area: 'sales',
      order: 44,
      label: 'web.nav.collection',
      to: '/collection',
      permission: 'collecting.plan.view',
    },
  ],
  screens: {},
  pages: [{ path: '/collection', component: page(() => import('./CollectionPage')) }],
};
