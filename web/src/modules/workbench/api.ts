import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, type Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';
import type { Condition } from '../../api/types';
import type { Spot } from '../../kit/locate';

export type Home = Schemas['Home'];
export type Counter = Schemas['Counter'];
export type Figure = Schemas['Figure'];
export type Step = Schemas['PlanStep'];
export type Ranking = Schemas['Ranking'];
export type Whose = Schemas['Whose'];
export type Measure = Schemas['Measure'];
export type Stretch = Schemas['Stretch'];

/** The condition that opens a figure's rows, as the server gave it. */
export const conditionOf = (item: Counter | Figure): Condition => item.filter as Condition;

/** What needs me today, my figures, whom I forget, and my plan. */
export const useHome = (whose: Whose): UseQueryResult<Home, Problem> =>
  useQuery<Home, Problem>({
    queryKey: ['home', whose],
    queryFn: ({ signal }) => body(api.GET('/api/home', { params: { query: { whose } }, signal })),
    placeholderData: keepPreviousData,
  });

/** Who is ahead among the people I reach. */
export const useRanking = (by: Measure | undefined, over: Stretch): UseQueryResult<Ranking, Problem> =>
  useQuery<Ranking, Problem>({
    queryKey: ['home', 'ranking', by, over],
    queryFn: ({ signal }) =>
      body(api.GET('/api/home/ranking', { params: { query: { ...(by ? { by } : {}), over } }, signal })),
    placeholderData: keepPreviousData,
  });

export type NearCustomer = Schemas['NearCustomer'];
export type Radius = '1' | '5' | '20' | '50';

/** The customers near a place, the nearest first; without a place nothing is asked. */
export const useNearby = (
  spot: Spot | undefined,
  within: Radius,
): UseQueryResult<Schemas['Nearby'], Problem> =>
  useQuery<Schemas['Nearby'], Problem>({
    queryKey: ['records', 'parties', 'nearby', spot, within],
    queryFn: ({ signal }) => {
      const place = { ...numbersOf(spot), within_km: within };
      return body(api.POST('/api/nearby', { body: place, ...keyed(crypto.randomUUID()), signal }));
    },
    enabled: spot !== undefined,
    placeholderData: keepPreviousData,
  });

const numbersOf = (spot: Spot | undefined): { latitude: number; longitude: number } => ({
  latitude: Number(spot?.latitude ?? 0),
  longitude: Number(spot?.longitude ?? 0),
});
