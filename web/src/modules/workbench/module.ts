import { lazy } from 'react';
import type { AppModule } from '../../kit/module';

export const workbench: AppModule = {
  name: 'workbench',
  entries: [
    { area: 'workbench', order: 0, label: 'web.area.workbench', to: '/' },
    { area: 'workbench', order: 10, label: 'web.nav.calendar', to: '/calendar' },
    { area: 'customers', order: 12, label: 'web.nav.nearby', to: '/nearby', record: 'parties' },
  ],
  pages: [
    { path: '/', component: lazy(() => import('./WorkbenchPage')) },
    { path: '/calendar', component: lazy(() => import('./calendar/CalendarPage')) },
    { path: '/nearby', component: lazy(() => import('./nearby/NearbyPage')) },
  ],
};
