import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { api, body, keyed, type Schemas } from '../../api/client';
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
