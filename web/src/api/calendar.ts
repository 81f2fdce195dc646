import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, done, keyed, onVersion, recordApi, type Schemas } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';

export type Calendar = Schemas['Calendar'];
export type CalendarEntry = Schemas['CalendarEntry'];
export type CalendarPerson = Schemas['CalendarPerson'];

/** What lies on these days: mine, or a colleague's as far as I may see it. */
export const useCalendar = (
  first: string,
  last: string,
  person: string | undefined,
): UseQueryResult<Calendar, Problem> =>
  useQuery<Calendar, Problem>({
    queryKey: ['calendar', first, last, person],
    queryFn: ({ signal }) => {
      const query = { first, last, ...(person ? { user_id: person } : {}) };
      return body(api.GET('/api/calendar', { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });

/** Whose days I may look at, myself first. */
export const useCalendarPeople = (): UseQueryResult<CalendarPerson[], Problem> =>
  useQuery<CalendarPerson[], Problem>({
    queryKey: ['calendar', 'people'],
    queryFn: ({ signal }) => body(api.GET('/api/calendar/people', { signal })),
    staleTime: 5 * 60_000,
  });

export type FeedMade = Schemas['FeedMade'];

/** Whether my calendar can be read elsewhere, and since when. */
export const useFeed = (): UseQueryResult<Schemas['FeedState'], Problem> =>
  useQuery<Schemas['FeedState'], Problem>({
    queryKey: ['calendar', 'feed'],
    queryFn: ({ signal }) => body(api.GET('/api/calendar/feed', { signal })),
  });

/** Makes a private address of my calendar; the one before leads nowhere any more. */
export const useMakeFeed = (): Command<void, FeedMade> =>
  useCommand((_, key) => body(api.POST('/api/calendar/feed', keyed(key))));

export const useWithdrawFeed = (): Command<void, void> =>
  useCommand((_, key) => done(api.POST('/api/calendar/feed/withdraw', keyed(key))));

/** Puts an entry on another day by an ordinary change of its record. */
export const useMoveEntry = (): Command<{ entry: CalendarEntry; value: string }, void> =>
  useCommand(({ entry, value }) =>
    done(
      recordApi.PATCH('/api/{path}/{id}', {
        params: { path: { path: entry.path, id: entry.id } },
        body: { [entry.field]: value },
        ...onVersion(`"${entry.version}"`),
      }),
    ),
  );
