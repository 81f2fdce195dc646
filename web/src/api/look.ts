import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { overlay, useLanguage, type Language } from '../kit/i18n';
import { api, body, keyed, onVersion, type Schemas } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';

export type Menus = Schemas['Menus'];
export type Words = Schemas['Words'];

const SETTLED_MS = 5 * 60_000;

/** What the company calls otherwise, in the language that is shown. */
export const wordsQuery = (language: Language) =>
  queryOptions<Words, Problem>({
    queryKey: ['words', language],
    queryFn: ({ signal }) => body(api.GET('/api/words', { signal })),
    staleTime: SETTLED_MS,
  });

/** Keeps the company's own words over the sentences of the app, as they change. */
export function useOwnWords(): void {
  const { data } = useQuery(wordsQuery(useLanguage()));
  useEffect(() => {
    if (data) overlay(data.language, data.words);
  }, [data]);
}

export const menusQuery = queryOptions<Menus, Problem>({
  queryKey: ['menus'],
  queryFn: ({ signal }) => body(api.GET('/api/settings/menus', { signal })),
  staleTime: SETTLED_MS,
});

export const useMenus = (): Menus => useSuspenseQuery(menusQuery).data;

export const useChangeMenus = (version: number): Command<Schemas['ChangeMenusBody'], Menus> =>
  useCommand((menus) =>
    body(api.PATCH('/api/settings/menus', { body: menus, ...onVersion(`"${version}"`) })),
  );

export const useResetMenus = (): Command<Record<string, never>, Menus> =>
  useCommand((_, key) => body(api.POST('/api/settings/menus/reset', keyed(key))));
