import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

export const workbench: AppModule = {
  name: 'workbench',
  entries: [{ area: 'workbench', order: 0, label: 'web.area.workbench', to: '/' }],
  pages: [{ path: '/', component: lazy(() => import('./WorkbenchPage')) }],
};
