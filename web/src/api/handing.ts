import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, keyed, recordApi, type PostBody, type Schemas } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';

/** A kind of record that goes along with others when they are handed over. */
export type GoingAlong = Schemas['GoingAlong'];
export type Handed = Schemas['Handed'];
export type Belongings = Schemas['Belongings'];
export type HandOver = Schemas['HandOverView'];
export type HandOverPlan = PostBody<'/api/users/{user_id}/hand-over'>;
export type HandOverPreview = Schemas['HandOverPreview'];
export type HandOverLine = Schemas['HandOverLine'];

export interface TransferRequest {
  ids: string[];
  owner_id: string;
  keep: 'read' | 'write' | null;
  along: string[];
}

const AT_ONCE = 500;
// The server hands over no more than some thousand rows that go along in one request.
const WITH_OTHERS_AT_ONCE = 100;
const LOOK_MS = 1_000;

/** What belongs to these records, to the same person, and is still worked on. */
export const useGoingAlong = (path: string, ids: string[]): UseQueryResult<GoingAlong[], Problem> =>
  useQuery<GoingAlong[], Problem>({
    queryKey: ['going-along', path, ids],
    queryFn: ({ signal }) =>
      body(
        recordApi.POST('/api/{path}/going-along', {
          params: { path: { path } },
          body: { ids: ids.slice(0, AT_ONCE) },
          ...keyed(crypto.randomUUID()),
          signal,
        }),
      ),
  });

/** Gives records, and what belongs to them, to a colleague. What a rule refuses is left, and told with its reason. */
export const useTransfer = (path: string): Command<TransferRequest, Handed> =>
  useCommand(
    async ({ ids, ...said }, key) => {
      const report: Handed = { done: 0, refused: [], along: [] };
      const atOnce = said.along.length > 0 ? WITH_OTHERS_AT_ONCE : AT_ONCE;
      for (let from = 0; from < ids.length; from += atOnce) {
        const part = await body(
          recordApi.POST('/api/{path}/transfer', {
            params: { path: { path } },
            body: { ids: ids.slice(from, from + atOnce), ...said },
            ...keyed(from === 0 ? key : `${key}-${from}`),
          }),
        );
        report.done += part.done;
        report.refused.push(...part.refused);
        part.along.forEach((one) => {
          const there = report.along.find((other) => other.record === one.record);
          if (!there) report.along.push(one);
          else {
            there.done += one.done;
            there.refused.push(...one.refused);
          }
        });
      }
      return report;
    },
    { keepFresh: false },
  );

const person = (id: string) => ({ params: { path: { user_id: id } } });
const place = (id: string) => ({ params: { path: { hand_over_id: id } } });

/** Everything that belongs to somebody. */
export const useBelongings = (id: string): UseQueryResult<Belongings, Problem> =>
  useQuery<Belongings, Problem>({
    queryKey: ['belongings', id],
    queryFn: ({ signal }) => body(api.GET('/api/users/{user_id}/belongings', { ...person(id), signal })),
  });

/** Who would get how much by this plan. */
export const useHandOverPreview = (
  id: string,
  plan: HandOverPlan | null,
): UseQueryResult<HandOverPreview, Problem> =>
  useQuery<HandOverPreview, Problem>({
    queryKey: ['belongings', id, 'preview', plan],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/users/{user_id}/hand-over/preview', {
          ...person(id),
          body: plan as HandOverPlan,
          ...keyed(crypto.randomUUID()),
          signal,
        }),
      ),
    enabled: plan !== null,
    retry: false,
  });

export const useStartHandOver = (id: string): Command<HandOverPlan, HandOver> =>
  useCommand((plan, key) =>
    body(api.POST('/api/users/{user_id}/hand-over', { ...person(id), body: plan, ...keyed(key) })),
  );

const works = (run: HandOver): boolean =>
  (run.state === 'running' || run.state === 'undoing') && !run.stopped;

/** One hand-over; looked at again every second while it works. */
export const useHandOver = (id: string): UseQueryResult<HandOver, Problem> =>
  useQuery<HandOver, Problem>({
    queryKey: ['hand-over', id],
    queryFn: ({ signal }) => body(api.GET('/api/hand-overs/{hand_over_id}', { ...place(id), signal })),
    refetchInterval: ({ state }) => (state.data && works(state.data) ? LOOK_MS : false),
  });

export type HandOverPage = Schemas['HandOverPage'];

/** The hand-overs there were, of everybody or of one person. */
export const useHandOvers = (userId?: string): UseInfiniteQueryResult<InfiniteData<HandOverPage>, Problem> =>
  useInfiniteQuery<HandOverPage, Problem, InfiniteData<HandOverPage>, unknown[], string | null>({
    queryKey: ['hand-over', 'list', userId ?? null],
    queryFn: ({ pageParam, signal }) =>
      body(
        api.GET('/api/hand-overs', {
          params: {
            query: { ...(userId ? { user_id: userId } : {}), ...(pageParam ? { before: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: null,
    getNextPageParam: (page) => page.before,
  });

export type HandOverLines = Schemas['HandOverLines'];

/** Row by row what moved, or stayed and why. `now` is how far the hand-over was when they were asked for. */
export const useHandOverLines = (
  id: string,
  wanted: { outcome: 'moved' | 'stayed'; way?: 'over' | 'back' },
  now: string,
): UseInfiniteQueryResult<InfiniteData<HandOverLines>, Problem> =>
  useInfiniteQuery<HandOverLines, Problem, InfiniteData<HandOverLines>, unknown[], string | null>({
    queryKey: ['hand-over', id, 'lines', wanted, now],
    queryFn: ({ pageParam, signal }) =>
      body(
        api.GET('/api/hand-overs/{hand_over_id}/lines', {
          params: {
            path: { hand_over_id: id },
            query: { ...wanted, ...(pageParam ? { after: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: null,
    getNextPageParam: (page) => page.after,
  });

export const useCancelHandOver = (id: string): Command<void, HandOver> =>
  useCommand((_, key) =>
    body(api.POST('/api/hand-overs/{hand_over_id}/cancel', { ...place(id), ...keyed(key) })),
  );

export const useResumeHandOver = (id: string): Command<void, HandOver> =>
  useCommand((_, key) =>
    body(api.POST('/api/hand-overs/{hand_over_id}/resume', { ...place(id), ...keyed(key) })),
  );

export const useUndoHandOver = (id: string): Command<void, HandOver> =>
  useCommand((_, key) =>
    body(api.POST('/api/hand-overs/{hand_over_id}/undo', { ...place(id), ...keyed(key) })),
  );
