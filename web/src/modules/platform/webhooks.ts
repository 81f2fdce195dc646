import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, done, keyed, onVersion, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';

export type Webhook = Schemas['EndpointView'];
export type WebhookMade = Schemas['EndpointMade'];
export type Delivery = Schemas['WebhookDeliveryView'];
export type DeliveryPage = Schemas['WebhookDeliveryPage'];
export type EventType = Schemas['EventType'];
export type DeliveryState = 'waiting' | 'delivered' | 'failed';

const LOOK_MS = 2_000;
const place = (id: string): { params: { path: { webhook_id: string } } } => ({
  params: { path: { webhook_id: id } },
});

export const useWebhooks = (): UseQueryResult<Webhook[], Problem> =>
  useQuery<Webhook[], Problem>({
    queryKey: ['webhooks'],
    queryFn: ({ signal }) => body(api.GET('/api/webhooks', { signal })),
  });

export const useWebhook = (id: string): UseQueryResult<Webhook, Problem> =>
  useQuery<Webhook, Problem>({
    queryKey: ['webhooks', id],
    queryFn: ({ signal }) => body(api.GET('/api/webhooks/{webhook_id}', { ...place(id), signal })),
  });

export const useEventTypes = (): UseQueryResult<EventType[], Problem> =>
  useQuery<EventType[], Problem>({
    queryKey: ['webhooks', 'events'],
    queryFn: ({ signal }) => body(api.GET('/api/webhooks/events', { signal })),
    staleTime: 60_000,
  });

export const useCreateWebhook = (): Command<Schemas['CreateWebhookBody'], WebhookMade> =>
  useCommand((draft, key) => body(api.POST('/api/webhooks', { body: draft, ...keyed(key) })));

export const useChangeWebhook = (webhook: Webhook): Command<Schemas['ChangeWebhookBody'], Webhook> =>
  useCommand((change) =>
    body(
      api.PATCH('/api/webhooks/{webhook_id}', {
        ...place(webhook.id),
        body: change,
        ...onVersion(`"${webhook.version}"`),
      }),
    ),
  );

export const useDeleteWebhook = (webhook: Webhook): Command<Record<string, never>, void> =>
  useCommand(() =>
    done(
      api.DELETE('/api/webhooks/{webhook_id}', {
        ...place(webhook.id),
        ...onVersion(`"${webhook.version}"`),
      }),
    ),
  );

export const useRotateWebhook = (id: string): Command<Record<string, never>, WebhookMade> =>
  useCommand((_, key) =>
    body(api.POST('/api/webhooks/{webhook_id}/rotate', { ...place(id), ...keyed(key) })),
  );

export const useTestWebhook = (id: string): Command<Record<string, never>, Delivery> =>
  useCommand((_, key) => body(api.POST('/api/webhooks/{webhook_id}/test', { ...place(id), ...keyed(key) })));

export const useReplayFailed = (id: string): Command<{ since: string }, Schemas['Replayed']> =>
  useCommand((since, key) =>
    body(api.POST('/api/webhooks/{webhook_id}/replay', { ...place(id), body: since, ...keyed(key) })),
  );

export const useReplay = (): Command<{ id: string }, Delivery> =>
  useCommand(({ id }, key) =>
    body(
      api.POST('/api/webhook-deliveries/{webhook_delivery_id}/replay', {
        params: { path: { webhook_delivery_id: id } },
        ...keyed(key),
      }),
    ),
  );

/** What was told, the latest first; looked at again every two seconds while something is on its way. */
export const useDeliveries = (
  id: string,
  state: DeliveryState | undefined,
): UseInfiniteQueryResult<InfiniteData<DeliveryPage>, Problem> =>
  useInfiniteQuery<DeliveryPage, Problem, InfiniteData<DeliveryPage>, unknown[], string | null>({
    queryKey: ['webhooks', id, 'deliveries', state],
    queryFn: ({ pageParam, signal }) =>
      body(
        api.GET('/api/webhooks/{webhook_id}/deliveries', {
          params: {
            path: { webhook_id: id },
            query: { ...(state ? { state } : {}), ...(pageParam ? { before: pageParam } : {}) },
          },
          signal,
        }),
      ),
    initialPageParam: null,
    getNextPageParam: (page) => page.before,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.deliveries.some((item) => item.state === 'waiting')) ? LOOK_MS : false,
  });
