import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, keyed, onVersion, versioned, type Schemas, type Versioned } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import { readAgain } from './readAgain';

export type Notice = Schemas['NoticeView'];
export type NoticePage = Schemas['NoticePage'];
export type Unread = Schemas['Unread'];
export type NoticeChoices = Schemas['Choices'];
export type KindChoice = Schemas['KindChoice'];
export type Channel = Schemas['Channel'];
export type DigestTime = Schemas['DigestTime'];
export type NoticeDefaults = Schemas['Defaults'];

export const NOTICE_GROUPS = ['approvals', 'handing', 'work', 'sea', 'deals', 'jobs'] as const;
export type NoticeGroup = (typeof NOTICE_GROUPS)[number];

const LOOK_MS = 60_000;
const IN_PANEL = 8;

/** How many I have not read; asked each minute while the page is looked at, and when one comes back to it. */
export const useUnread = (): UseQueryResult<Unread, Problem> =>
  useQuery<Unread, Problem>({
    queryKey: ['notices', 'unread'],
    queryFn: ({ signal }) => body(api.GET('/api/notices/unread', { signal })),
    refetchInterval: LOOK_MS,
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    retry: false,
  });

/** The latest few, for the panel under the bell. */
export const useLatestNotices = (): UseQueryResult<NoticePage, Problem> =>
  useQuery<NoticePage, Problem>({
    queryKey: ['notices', 'latest'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/notices', { params: { query: { limit: IN_PANEL } }, signal })),
    staleTime: 0,
  });

/** Everything I was told, page by page. */
export const useNotices = (
  unread: boolean,
  group: NoticeGroup | undefined,
): UseInfiniteQueryResult<InfiniteData<NoticePage>, Problem> =>
  useInfiniteQuery<NoticePage, Problem, InfiniteData<NoticePage>, readonly unknown[], string | undefined>({
    queryKey: ['notices', 'page', unread, group],
    queryFn: ({ pageParam, signal }) => {
      const query = { unread, ...(group ? { group } : {}), ...(pageParam ? { cursor: pageParam } : {}) };
      return body(api.GET('/api/notices', { params: { query }, signal }));
    },
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const useNotice = (id: string): UseQueryResult<Notice, Problem> =>
  useQuery<Notice, Problem>({
    queryKey: ['notices', 'one', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/notices/{notice_id}', { params: { path: { notice_id: id } }, signal })),
    retry: false,
  });

/** Some notices, those of a group, or all are read; nothing else on the screen depends on it. */
export function useReadNotices(): Command<{ ids?: string[]; group?: NoticeGroup }, Unread> {
  const queries = useQueryClient();
  return useCommand((read, key) => body(api.POST('/api/notices/read', { body: read, ...keyed(key) })), {
    keepFresh: false,
    onSuccess: (unread) => {
      queries.setQueryData(['notices', 'unread'], unread);
      void readAgain(queries, { queryKey: ['notices', 'latest'] });
      void readAgain(queries, { queryKey: ['notices', 'page'] });
    },
  });
}

const CHOICES = ['notices', 'choices'];

export const useNoticeChoices = (): UseQueryResult<NoticeChoices, Problem> =>
  useQuery<NoticeChoices, Problem>({
    queryKey: CHOICES,
    queryFn: ({ signal }) => body(api.GET('/api/notices/choices', { signal })),
  });

export interface Choose {
  channels?: Record<string, Channel | null>;
  digest?: DigestTime;
}

export function useChooseNotices(): Command<Choose, NoticeChoices> {
  const queries = useQueryClient();
  return useCommand(
    ({ channels = {}, digest }, key) =>
      body(
        api.POST('/api/notices/choices', {
          body: { channels, ...(digest ? { digest } : {}) },
          ...keyed(key),
        }),
      ),
    { keepFresh: false, onSuccess: (choices) => queries.setQueryData(CHOICES, choices) },
  );
}

const DEFAULTS = ['notices', 'defaults'];

export const useNoticeDefaults = (): UseQueryResult<Versioned<NoticeDefaults>, Problem> =>
  useQuery<Versioned<NoticeDefaults>, Problem>({
    queryKey: DEFAULTS,
    queryFn: ({ signal }) => versioned(api.GET('/api/settings/notices', { signal })),
  });

export function useSetNoticeDefaults(): Command<
  { etag: string; channels: Record<string, Channel | null> },
  Versioned<NoticeDefaults>
> {
  const queries = useQueryClient();
  return useCommand(
    ({ etag, channels }) =>
      versioned(api.PATCH('/api/settings/notices', { body: { channels }, ...onVersion(etag) })),
    { keepFresh: false, onSuccess: (found) => queries.setQueryData(DEFAULTS, found) },
  );
}
