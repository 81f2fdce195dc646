import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, type PostBody, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';

export type Sheet = Schemas['Sheet'];
export type Row = Sheet['rows'][number];
export type Achieved = Schemas['Achieved'];
export type Progress = Schemas['MonthProgress'];
export type TargetDraft = PostBody<'/api/targets'>;

/** A year of targets beside what was done. */
export const useSheet = (kind: Achieved, year: number): UseQueryResult<Sheet, Problem> =>
  useQuery<Sheet, Problem>({
    queryKey: ['targets', kind, year],
    queryFn: ({ signal }) => body(api.GET('/api/targets', { params: { query: { kind, year } }, signal })),
    placeholderData: keepPreviousData,
  });

/** How far I am this month. */
export const useProgress = (enabled: boolean): UseQueryResult<Progress[], Problem> =>
  useQuery<Progress[], Problem>({
    queryKey: ['targets', 'progress'],
    queryFn: ({ signal }) => body(api.GET('/api/targets/progress', { signal })),
    enabled,
  });

/** Enter the twelve months of somebody's year. */
export const useSetTargets = (): Command<TargetDraft, Sheet> =>
  useCommand((draft, key) => body(api.POST('/api/targets', { body: draft, ...keyed(key) })));
