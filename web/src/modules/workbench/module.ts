import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

export const workbench: AppModule = {
  name: 'workbench',
  entries: [
    { area: 'workbench', order: 0, label: 'web.area.workbench', to: '/' },
    { area: 'workbench', order: 10, label: 'web.nav.calendar', to: '/calendar' },
  ],
  pages: [
    { path: '/', component: lazy(() => import('./WorkbenchPage')) },
    { path: '/calendar', component: lazy(() => import('./calendar/CalendarPage')) },
  ],
};
