import type { AppModule } from '../../kit/module';
import { page } from '../../kit/page';

export const crm: AppModule = {
  name: 'crm',
  entries: [
    {
      area: 'customers',
      order: 12,
      label: 'web.nav.leads',
      to: '/leads',
      record: 'leads',
      also: ['/duplicates/leads', '/compare/leads'],
      views: [
        { label: 'web.view.leads_new', filter: { field: 'state', op: 'eq', value: 'new' } },
        { label: 'web.view.leads_following', filter: { field: 'state', op: 'eq', value: 'following' } },
        { label: 'web.view.leads_unowned', filter: { field: 'owner_id', op: 'empty' } },
      ],
    },
    {
      area: 'customers',
      order: 30,
      label: 'web.nav.opportunities',
      to: '/opportunities',
      record: 'opportunities',
      also: ['/duplicates/opportunities', '/compare/opportunities'],
      views: [
        { label: 'web.view.opportunities_open', filter: { field: 'state', op: 'eq', value: 'open' } },
        {
          label: 'web.view.opportunities_month',
          filter: {
            and: [
              { field: 'state', op: 'eq', value: 'open' },
              { field: 'expected_on', op: 'within', value: 'this_month' },
            ],
          },
        },
        { label: 'web.view.opportunities_won', filter: { field: 'state', op: 'eq', value: 'won' } },
      ],
    },
    {
      area: 'customers',
      order: 32,
      label: 'web.nav.pipeline',
      to: '/pipeline',
      permission: 'crm.opportunity.view',
    },
    {
      area: 'customers',
      order: 34,
      label: 'web.nav.forecast',
      to: '/forecast',
      permission: 'crm.opportunity.view',
    },
    {
      area: 'customers',
      order: 36,
      label: 'web.nav.funnel',
      to: '/funnel',
      permission: 'crm.opportunity.view',
    },
    {
      area: 'settings',
      order: 200,
      label: 'web.nav.sales_stages',
      to: '/sales-stages',
      record: 'stage-groups',
      permission: 'crm.stage.manage',
      also: ['/stage-groups', '/stages'],
      group: 'web.nav.crm',
    },
    {
      area: 'settings',
      order: 205,
      label: 'web.nav.assignment_rules',
      to: '/assignment-rules',
      permission: 'crm.assignment.manage',
      group: 'web.nav.crm',
    },
    {
      area: 'settings',
      order: 210,
      label: 'web.nav.lead_mapping',
      to: '/lead-mapping',
      permission: 'crm.mapping.manage',
      group: 'web.nav.crm',
    },
    {
      area: 'settings',
      order: 215,
      label: 'web.nav.web_forms',
      to: '/web-forms',
      permission: 'crm.form.manage',
      group: 'web.nav.crm',
    },
  ],
  creates: [
    { order: 12, label: 'web.create.lead', to: '/leads/new', record: 'leads', verb: 'create' },
    {
      order: 14,
      label: 'web.create.opportunity',
      to: '/opportunities/new',
      record: 'opportunities',
      verb: 'create',
    },
  ],
  pages: [
    { path: '/pipeline', component: page(() => import('./PipelinePage')) },
    { path: '/forecast', component: page(() => import('./ForecastPage')) },
    { path: '/funnel', component: page(() => import('./FunnelPage')) },
    { path: '/sales-stages', component: page(() => import('./StagesPage')) },
    { path: '/assignment-rules', component: page(() => import('./RulesPage')) },
    { path: '/lead-mapping', component: page(() => import('./MappingPage')) },
    { path: '/web-forms', component: page(() => import('./FormsPage')) },
  ],
  screens: {
    leads: { record: page(() => import('./LeadPage')) },
    opportunities: { record: page(() => import('./OpportunityPage')) },
  },
};
