import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import {
  api,
  body,
  keyed,
  versioned,
  type PostBody,
  type Schemas,
  type Versioned,
} from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';

export type PickList = Schemas['PickList'];
export type PickLine = Schemas['PickLine'];

const documentKey = (id: string): string[] => ['records', 'pick-lists', 'document', id];
const LIVE_MS = 5_000;

/** A list that is worked on is read again every few seconds: others walk it too. */
export const usePickList = (id: string): UseQueryResult<Versioned<PickList>, Problem> =>
  useQuery<Versioned<PickList>, Problem>({
    refetchInterval: ({ state: { data } }) => (data?.value.state === 'open' ? LIVE_MS : false),
    queryKey: documentKey(id),
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/pick-lists/{pick_id}', { params: { path: { pick_id: id } }, signal })),
  });

export type Tick = PostBody<'/api/pick-lists/{pick_id}/tick'>['lines'][number];

/** Notes what was found so far, for everybody who walks the list. */
export function useTick(id: string): Command<Tick[], PickList> {
  const queries = useQueryClient();
  return useCommand(
    (lines, key) =>
      body(
        api.POST('/api/pick-lists/{pick_id}/tick', {
          params: { path: { pick_id: id } },
          body: { lines },
          ...keyed(key),
        }),
      ),
    {
      // The answer is the list; nothing else on the screen hangs on it.
      keepFresh: false,
      onSuccess: (value) =>
        queries.setQueryData<Versioned<PickList>>(
          documentKey(id),
          (before) => before && { ...before, value },
        ),
    },
  );
}

export type PickedOrder = Schemas['PickedOrder'];

/** The orders that are on a list which is worked on; or whether one of them is. */
export const usePickedOrders = (order?: string, enabled = true): UseQueryResult<PickedOrder[], Problem> =>
  useQuery<PickedOrder[], Problem>({
    queryKey: ['records', 'pick-lists', 'orders', order ?? ''],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/picked-orders', {
          params: { query: order ? { order_id: order } : {} },
          signal,
        }),
      ),
    enabled,
  });

export const useMakePickList = (): Command<PostBody<'/api/pick-lists'>, PickList> =>
  useCommand((draft, key) => body(api.POST('/api/pick-lists', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.pick-lists',
  });
