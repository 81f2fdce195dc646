import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const targets: AppModule = {
  name: 'targets',
  entries: [
    {
      area: 'sales',
      order: 60,
      label: 'web.nav.targets',
      to: '/targets',
      permission: 'targets.achievement.view',
    },
    { area: 'sales', order: 70, label: 'web.nav.achievements', to: '/achievements', record: 'achievements' },
  ],
  pages: [{ path: '/targets', component: page(() => import('./TargetsPage')) }],
};
