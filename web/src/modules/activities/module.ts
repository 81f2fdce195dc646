import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const activities: AppModule = {
  name: 'activities',
  entries: [
    {
      area: 'customers',
      order: 30,
      label: 'web.nav.follow_ups',
      to: '/follow-ups',
      record: 'follow-ups',
      views: [{ label: 'web.view.mine', filter: { field: 'author_id', op: 'eq', value: '@me' } }],
    },
    {
      area: 'customers',
      order: 40,
      label: 'web.nav.tasks',
      to: '/tasks',
      record: 'tasks',
      opens: { field: 'state', op: 'eq', value: 'open' },
      views: [
        {
          label: 'web.view.my_open_tasks',
          filter: {
            and: [
              { field: 'owner_id', op: 'eq', value: '@me' },
              { field: 'state', op: 'eq', value: 'open' },
            ],
          },
        },
      ],
    },
    {
      area: 'settings',
      order: 640,
      group: 'web.nav.base_data',
      label: 'web.nav.phrases',
      to: '/phrases',
      record: 'phrases',
      verb: 'create',
    },
  ],
  creates: [{ order: 15, label: 'web.create.task', to: '/tasks/new', record: 'tasks', verb: 'create' }],
  screens: { tasks: { record: page(() => import('./TaskPage')) } },
};
