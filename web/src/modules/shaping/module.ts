import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const shaping: AppModule = {
  name: 'shaping',
  entries: [
    {
      area: 'settings',
      order: 104,
      label: 'web.nav.shaping',
      to: '/customisation',
      permission: 'records.shape.manage',
      group: 'web.nav.company',
    },
    {
      area: 'settings',
      order: 165,
      label: 'web.nav.recycle_bin',
      to: '/recycle-bin',
      group: 'web.nav.company',
    },
  ],
  pages: [
    { path: '/customisation', component: page(() => import('./TypesPage')) },
    { path: '/customisation/$record', component: page(() => import('./ShapePage')) },
    { path: '/recycle-bin', component: page(() => import('./BinPage')) },
  ],
};
