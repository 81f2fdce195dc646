import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const workbench: AppModule = {
  name: 'workbench',
  entries: [
    { area: 'workbench', order: 0, label: 'web.area.workbench', to: '/' },
    { area: 'workbench', order: 10, label: 'web.nav.calendar', to: '/calendar' },
    { area: 'customers', order: 12, label: 'web.nav.nearby', to: '/nearby', record: 'parties' },
  ],
  pages: [
    { path: '/', component: page(() => import('./WorkbenchPage')) },
    { path: '/calendar', component: page(() => import('./calendar/CalendarPage')) },
    { path: '/nearby', component: page(() => import('./nearby/NearbyPage')) },
  ],
};
