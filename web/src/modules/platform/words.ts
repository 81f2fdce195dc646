import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, onVersion, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import type { Language } from '../../kit/i18n';

export type Word = Schemas['Word'];
export type WordsFound = Schemas['WordsFound'];
export type DemoData = Schemas['DemoDataView'];

/** Labels whose present text holds these letters, with what they are called here. */
export const useFoundWords = (
  language: Language,
  search: string,
  onlyOwn: boolean,
): UseQueryResult<WordsFound, Problem> =>
  useQuery<WordsFound, Problem>({
    queryKey: ['words', language, 'found', search, onlyOwn],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/settings/words', {
          params: { query: { language, search, only_own: onlyOwn } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

export interface WordChange {
  version: number;
  language: Language;
  words: { key: string; text: string | null }[];
}

export const useChangeWords = (): Command<WordChange, Schemas['Words']> =>
  useCommand(({ version, ...change }) =>
    body(api.PATCH('/api/settings/words', { body: change, ...onVersion(`"${version}"`) })),
  );

export const useDemoData = (): UseQueryResult<DemoData, Problem> =>
  useQuery<DemoData, Problem>({
    queryKey: ['demo-data'],
    queryFn: ({ signal }) => body(api.GET('/api/settings/demo-data', { signal })),
  });

export const useFillWithDemoData = (): Command<Record<string, never>, Schemas['FillAsked']> =>
  useCommand((_, key) => body(api.POST('/api/settings/demo-data/fill', keyed(key))));

export const useStartOver = (): Command<Schemas['StartOverBody'], Schemas['StartedOver']> =>
  useCommand((sure, key) => body(api.POST('/api/settings/start-over', { body: sure, ...keyed(key) })), {
    keepFresh: false,
  });
