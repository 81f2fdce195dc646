import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, keyed, onVersion, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';

export type Job = Schemas['JobView'];
export type JobPage = Schemas['JobPage'];

const LOOK_MS = 2_000;
const unfinished = (page: JobPage): boolean =>
  page.jobs.some((job) => job.state === 'running' || job.state === 'waiting');

/** Jobs, the latest first; looked at again every two seconds while one of them runs. */
export const useJobs = (): UseInfiniteQueryResult<InfiniteData<JobPage>, Problem> =>
  useInfiniteQuery<JobPage, Problem, InfiniteData<JobPage>, unknown[], string | null>({
    queryKey: ['jobs'],
    queryFn: ({ pageParam, signal }) =>
      body(api.GET('/api/jobs', { params: { query: pageParam ? { before: pageParam } : {} }, signal })),
    initialPageParam: null,
    getNextPageParam: (page) => page.before,
    refetchInterval: ({ state }) => (state.data?.pages.some(unfinished) ? LOOK_MS : false),
  });

export const useCancelJob = (): Command<{ id: string }, Job> =>
  useCommand(({ id }, key) =>
    body(api.POST('/api/jobs/{job_id}/cancel', { params: { path: { job_id: id } }, ...keyed(key) })),
  );

export const useRetryJob = (): Command<{ id: string }, Job> =>
  useCommand(({ id }, key) =>
    body(api.POST('/api/jobs/{job_id}/retry', { params: { path: { job_id: id } }, ...keyed(key) })),
  );

export type Company = Schemas['CompanyView'];
export type NumberRule = Schemas['NumberRuleView'];

/** What stands on the company's papers. */
export const useCompany = (): UseQueryResult<Company, Problem> =>
  useQuery<Company, Problem>({
    queryKey: ['company'],
    queryFn: ({ signal }) => body(api.GET('/api/settings/company', { signal })),
  });

export const useChangeCompany = (version: number): Command<Schemas['ChangeCompanyBody'], Company> =>
  useCommand((change) =>
    body(api.PATCH('/api/settings/company', { body: change, ...onVersion(`"${version}"`) })),
  );

export type NumberRuleChange = Schemas['ChangeNumberRuleBody'];

/** What the next numbers would be under a rule that is not saved yet. */
export const useNumberPreview = (
  series: string,
  change: NumberRuleChange,
): UseQueryResult<Schemas['NumberPreview'], Problem> =>
  useQuery<Schemas['NumberPreview'], Problem>({
    queryKey: ['number-rules', series, 'preview', change],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/settings/numbers/{series}/preview', {
          params: { path: { series }, query: change },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });

export const useChangeNumberRule = (rule: NumberRule): Command<NumberRuleChange, NumberRule> =>
  useCommand((change) =>
    body(
      api.PATCH('/api/settings/numbers/{series}', {
        params: { path: { series: rule.series } },
        body: change,
        ...onVersion(`"${rule.version}"`),
      }),
    ),
  );

/** How each kind of document is numbered. */
export const useNumberRules = (): UseQueryResult<NumberRule[], Problem> =>
  useQuery<NumberRule[], Problem>({
    queryKey: ['number-rules'],
    queryFn: ({ signal }) => body(api.GET('/api/settings/numbers', { signal })),
  });
