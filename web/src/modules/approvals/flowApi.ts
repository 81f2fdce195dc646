import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, onVersion, type PostBody, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import type { Preview } from './api';

export type Flow = Schemas['FlowView'];
export type FlowBody = PostBody<'/api/approval-flows'>;
export type StepBody = FlowBody['steps'][number];
export type FlowVersion = Schemas['FlowVersionView'];
export type Verb = Schemas['VerbView'];
export type DryRun = PostBody<'/api/approval-flows/dry-run'>;

const tag = (version: number): string => `"${version}"`;

export const useFlows = (enabled = true): UseQueryResult<Flow[], Problem> =>
  useQuery<Flow[], Problem>({
    queryKey: ['approval-flows'],
    queryFn: ({ signal }) => body(api.GET('/api/approval-flows', { signal })),
    enabled,
  });

export const useFlow = (id: string, enabled: boolean): UseQueryResult<Flow, Problem> =>
  useQuery<Flow, Problem>({
    queryKey: ['approval-flows', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/approval-flows/{flow_id}', { params: { path: { flow_id: id } }, signal })),
    enabled,
  });

export const useVersions = (id: string, enabled: boolean): UseQueryResult<FlowVersion[], Problem> =>
  useQuery<FlowVersion[], Problem>({
    queryKey: ['approval-flows', id, 'versions'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/approval-flows/{flow_id}/versions', { params: { path: { flow_id: id } }, signal })),
    enabled,
  });

export const useVerbs = (): UseQueryResult<Verb[], Problem> =>
  useQuery<Verb[], Problem>({
    queryKey: ['approval-verbs'],
    queryFn: ({ signal }) => body(api.GET('/api/approval-verbs', { signal })),
  });

/** A new flow, or a new version of one. */
export const useSaveFlow = (flow: Flow | undefined): Command<FlowBody, Flow> =>
  useCommand((draft, key) =>
    flow
      ? body(
          api.PATCH('/api/approval-flows/{flow_id}', {
            params: { path: { flow_id: flow.id } },
            body: draft,
            ...onVersion(tag(flow.version)),
          }),
        )
      : body(api.POST('/api/approval-flows', { body: draft, ...keyed(key) })),
  );

export const useSwitchFlow = (): Command<Flow, Flow> =>
  useCommand(({ id, version, active }) =>
    body(
      api.PATCH('/api/approval-flows/{flow_id}/active', {
        params: { path: { flow_id: id } },
        body: { active: !active },
        ...onVersion(tag(version)),
      }),
    ),
  );

export const useOrderFlows = (): Command<string[], Flow[]> =>
  useCommand((flow_ids, key) =>
    body(api.POST('/api/approval-flows/order', { body: { flow_ids }, ...keyed(key) })),
  );

export const useDryRun = (): Command<DryRun, Preview> =>
  useCommand((asked, key) => body(api.POST('/api/approval-flows/dry-run', { body: asked, ...keyed(key) })), {
    keepFresh: false,
  });
