import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  api,
  body,
  done,
  keyed,
  onVersion,
  versioned,
  type PostBody,
  type Schemas,
  type Versioned,
} from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';

export type LeadStatus = Schemas['LeadStatus'];
export type Preview = Schemas['ConversionPreview'];
export type Conversion = Schemas['Conversion'];
export type Way = Schemas['OpportunityWay'];
export type Stage = Schemas['StageFacts'];
export type StageGroup = Schemas['StageGroupFacts'];
export type Lines = Schemas['OpportunityLines'];
export type Line = Schemas['OpportunityLine'];
export type Forecast = Schemas['Forecast'];
export type ForecastCell = Schemas['ForecastCell'];
export type Funnel = Schemas['Funnel'];
export type Rule = Schemas['RuleView'];
export type Mapping = Schemas['MappingView'];
export type Pair = Schemas['MappedField'];
export type WebForm = Schemas['FormView'];
export type PublicForm = Schemas['PublicFormView'];
export type ConvertBody = PostBody<'/api/leads/{lead_id}/convert'>;
export type RuleBody = PostBody<'/api/assignment-rules'>;
export type FormBody = PostBody<'/api/web-forms'>;
export type StageGroupBody = Schemas['StageGroupBody'];

const one = (id: string) => ({ path: { opportunity_id: id } });

export const useLeadStatus = (id: string): UseQueryResult<LeadStatus, Problem> =>
  useQuery<LeadStatus, Problem>({
    queryKey: ['crm', 'lead', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/leads/{lead_id}/status', { params: { path: { lead_id: id } }, signal })),
  });

export const usePreview = (id: string): UseQueryResult<Preview, Problem> =>
  useQuery<Preview, Problem>({
    queryKey: ['crm', 'conversion', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/leads/{lead_id}/conversion', { params: { path: { lead_id: id } }, signal })),
  });

export const useConvert = (id: string): Command<ConvertBody, Conversion> =>
  useCommand((said, key) =>
    body(
      api.POST('/api/leads/{lead_id}/convert', {
        params: { path: { lead_id: id } },
        body: said,
        ...keyed(key),
      }),
    ),
  );

export const useAssignLeads = (): Command<void, Schemas['Assigned']> =>
  useCommand((_, key) => body(api.POST('/api/leads/assign', { body: {}, ...keyed(key) })));

export const useWay = (id: string): UseQueryResult<Way, Problem> =>
  useQuery<Way, Problem>({
    queryKey: ['crm', 'way', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/opportunities/{opportunity_id}/way', { params: one(id), signal })),
  });

export const useLines = (id: string): UseQueryResult<Versioned<Lines>, Problem> =>
  useQuery<Versioned<Lines>, Problem>({
    queryKey: ['crm', 'lines', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/opportunities/{opportunity_id}/lines', { params: one(id), signal })),
  });

export type LinesBody = Schemas['LinesBody'];

export const useSetLines = (id: string): Command<{ lines: LinesBody; etag: string }, Lines> =>
  useCommand(({ lines, etag }) =>
    body(
      api.PATCH('/api/opportunities/{opportunity_id}/lines', {
        params: one(id),
        body: lines,
        ...onVersion(etag),
      }),
    ),
  );

export type OrderProposal = Schemas['OrderProposal'];

/** What an order out of an opportunity begins with. */
export const useOrderProposal = (id: string): UseQueryResult<OrderProposal, Problem> =>
  useQuery<OrderProposal, Problem>({
    queryKey: ['crm', 'order', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/opportunities/{opportunity_id}/order', { params: one(id), signal })),
    enabled: id !== '',
  });

export const useStageGroups = (): UseQueryResult<StageGroup[], Problem> =>
  useQuery<StageGroup[], Problem>({
    queryKey: ['crm', 'stages'],
    queryFn: ({ signal }) => body(api.GET('/api/sales-stages', { signal })),
  });

export const useSaveStageGroup = (group: StageGroup | undefined): Command<StageGroupBody, StageGroup> =>
  useCommand((said, key) =>
    group
      ? body(
          api.PATCH('/api/stage-groups/{group_id}', {
            params: { path: { group_id: group.id } },
            body: said,
            ...onVersion(`"${group.version}"`),
          }),
        )
      : body(
          api.POST('/api/stage-groups', {
            body: {
              ...said,
              stages: said.stages.map(({ name, win_rate, most_days, done_when }) => ({
                name,
                win_rate,
                most_days,
                done_when,
              })),
            },
            ...keyed(key),
          }),
        ),
  );

interface Figures {
  since: string;
  until: string;
  group_id?: string | undefined;
  owner_id?: string | undefined;
}

const told = ({ since, until, group_id, owner_id }: Figures) => ({
  since,
  until,
  ...(group_id ? { group_id } : {}),
  ...(owner_id ? { owner_id } : {}),
});

export const useForecast = (asked: Figures): UseQueryResult<Forecast, Problem> =>
  useQuery<Forecast, Problem>({
    queryKey: ['crm', 'forecast', asked],
    queryFn: ({ signal }) => body(api.GET('/api/forecast', { params: { query: told(asked) }, signal })),
    placeholderData: (before) => before,
  });

export const useFunnel = (asked: Figures): UseQueryResult<Funnel, Problem> =>
  useQuery<Funnel, Problem>({
    queryKey: ['crm', 'funnel', asked],
    queryFn: ({ signal }) => body(api.GET('/api/funnel', { params: { query: told(asked) }, signal })),
    placeholderData: (before) => before,
  });

export const useRules = (): UseQueryResult<Rule[], Problem> =>
  useQuery<Rule[], Problem>({
    queryKey: ['crm', 'rules'],
    queryFn: ({ signal }) => body(api.GET('/api/assignment-rules', { signal })),
  });

export const useAssignmentLog = (): UseQueryResult<Schemas['AssignmentLog'], Problem> =>
  useQuery<Schemas['AssignmentLog'], Problem>({
    queryKey: ['crm', 'assignment-log'],
    queryFn: ({ signal }) => body(api.GET('/api/assignment-log', { signal })),
  });

export const useSaveRule = (rule: Rule | undefined): Command<RuleBody, Rule> =>
  useCommand((said, key) =>
    rule
      ? body(
          api.PATCH('/api/assignment-rules/{rule_id}', {
            params: { path: { rule_id: rule.id } },
            body: said,
            ...onVersion(`"${rule.version}"`),
          }),
        )
      : body(api.POST('/api/assignment-rules', { body: said, ...keyed(key) })),
  );

export const useRemoveRule = (): Command<Rule, void> =>
  useCommand((rule) =>
    done(
      api.DELETE('/api/assignment-rules/{rule_id}', {
        params: { path: { rule_id: rule.id } },
        ...onVersion(`"${rule.version}"`),
      }),
    ),
  );

export const useOrderRules = (): Command<string[], void> =>
  useCommand((ids, key) => done(api.POST('/api/assignment-rules/order', { body: { ids }, ...keyed(key) })));

export const useMapping = (): UseQueryResult<Mapping, Problem> =>
  useQuery<Mapping, Problem>({
    queryKey: ['crm', 'mapping'],
    queryFn: ({ signal }) => body(api.GET('/api/lead-mapping', { signal })),
  });

export const useSaveMapping = (): Command<Mapping, Mapping> =>
  useCommand(({ version, pairs }) =>
    body(api.PATCH('/api/lead-mapping', { body: { pairs }, ...onVersion(`"${version}"`) })),
  );

export const useWebForms = (): UseQueryResult<WebForm[], Problem> =>
  useQuery<WebForm[], Problem>({
    queryKey: ['crm', 'forms'],
    queryFn: ({ signal }) => body(api.GET('/api/web-forms', { signal })),
  });

export const useSaveForm = (form: WebForm | undefined): Command<FormBody, WebForm> =>
  useCommand((said, key) =>
    form
      ? body(
          api.PATCH('/api/web-forms/{form_id}', {
            params: { path: { form_id: form.id } },
            body: said,
            ...onVersion(`"${form.version}"`),
          }),
        )
      : body(api.POST('/api/web-forms', { body: said, ...keyed(key) })),
  );

export const usePublicForm = (token: string): UseQueryResult<PublicForm, Problem> =>
  useQuery<PublicForm, Problem>({
    queryKey: ['crm', 'public-form', token],
    queryFn: ({ signal }) =>
      body(api.GET('/api/public-forms/{token}', { params: { path: { token } }, signal })),
    retry: false,
  });

export type Sent = PostBody<'/api/public-forms/{token}'>;

export const useSendForm = (token: string): Command<Sent, Schemas['Thanks']> =>
  useCommand(
    (said, key) =>
      body(api.POST('/api/public-forms/{token}', { params: { path: { token } }, body: said, ...keyed(key) })),
    { keepFresh: false },
  );
