import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const approvals: AppModule = {
  name: 'approvals',
  entries: [
    {
      area: 'workbench',
      order: 15,
      label: 'web.module.approvals',
      to: '/approvals',
      also: ['/approvals', '/approval-tasks'],
    },
    {
      area: 'settings',
      order: 106,
      label: 'web.nav.approval_flows',
      to: '/approval-flows',
      permission: 'approvals.flow.view',
      group: 'web.nav.company',
    },
  ],
  pages: [
    { path: '/approvals', component: page(() => import('./InboxPage')) },
    { path: '/approvals/stand-ins', component: page(() => import('./StandInsPage')) },
    { path: '/approvals/$id', component: page(() => import('./ApprovalPage')) },
    { path: '/approval-flows', component: page(() => import('./FlowsPage')) },
    { path: '/approval-flows/$id', component: page(() => import('./FlowPage')) },
  ],
};
