import {
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, done, keyed, type PostBody, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import { newKey } from '../../kit/intent';

export type StatementCheck = Schemas['StatementCheck'];
export type SeenLine = Schemas['SeenLine'];
export type StatementView = Schemas['StatementView'];
export type BankLine = Schemas['BankLineView'];
export type BookLine = Schemas['BookLine'];
export type Unmatched = Schemas['Unmatched'];
export type Proposal = Schemas['Proposal'];
export type MatchView = Schemas['MatchView'];
export type MatchPage = Schemas['MatchPage'];
export type MatchBody = PostBody<'/api/money-accounts/{money_account_id}/matches'>['matches'][number];
export type PostLineBody = PostBody<'/api/bank-lines/{bank_line_id}/post'>;
export type Making = PostLineBody['making'];
export type Summary = Schemas['AccountReconciled'];
export type Reconciliation = Schemas['Reconciliation'];
export type Mapping = Record<string, string>;

/** Who stands on the other side of a line: his name, and what the bank shows of his account. */
export const otherSide = (line: { counterparty: string; counterparty_account: string }): string =>
  [line.counterparty, line.counterparty_account].filter(Boolean).join(' ');

const FRESH = 'records';
const BANK = 'bank-statements';

interface Sending {
  account: string;
  file: File;
  mapping: Mapping | null;
  skipBad?: boolean;
}

function formOf({ file, mapping, skipBad }: Sending): FormData {
  const form = new FormData();
  form.append('file', file);
  if (mapping) form.append('mapping', JSON.stringify(mapping));
  if (skipBad) form.append('skip_bad', 'true');
  return form;
}

/** Looks at a file; nothing is taken in. */
export const useCheckStatement = (sending: Sending | null): UseQueryResult<StatementCheck, Problem> =>
  useQuery<StatementCheck, Problem>({
    queryKey: [
      FRESH,
      BANK,
      'check',
      sending?.account,
      sending?.file.name,
      sending?.file.size,
      sending?.file.lastModified,
      sending?.mapping,
    ],
    queryFn: ({ signal }) => {
      if (!sending) throw new Error('no file');
      return body(
        api.POST('/api/money-accounts/{money_account_id}/statements/check', {
          params: { path: { money_account_id: sending.account } },
          body: formOf(sending) as never,
          bodySerializer: (content: unknown) => content as FormData,
          signal,
          ...keyed(newKey()),
        }),
      );
    },
    enabled: sending !== null,
    retry: false,
    gcTime: 0,
  });

export const useTakeIn = (): Command<Sending, Schemas['StatementStatus']> =>
  useCommand(
    (sending, key) =>
      body(
        api.POST('/api/money-accounts/{money_account_id}/statements', {
          params: { path: { money_account_id: sending.account } },
          body: formOf(sending) as never,
          bodySerializer: (content: unknown) => content as FormData,
          ...keyed(key),
        }),
      ),
    {
      fingerprint: ({ account, file, mapping, skipBad }) => [
        account,
        file.name,
        file.size,
        file.lastModified,
        mapping,
        skipBad,
      ],
    },
  );

export const useStatement = (id: string): UseQueryResult<StatementView, Problem> =>
  useQuery<StatementView, Problem>({
    queryKey: [FRESH, BANK, 'one', id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/bank-statements/{statement_id}', { params: { path: { statement_id: id } }, signal }),
      ),
  });

export const useTakeBack = (): Command<string, Schemas['StatementStatus']> =>
  useCommand((id, key) =>
    body(
      api.POST('/api/bank-statements/{statement_id}/undo', {
        params: { path: { statement_id: id } },
        ...keyed(key),
      }),
    ),
  );

const ALL_OF_THE_BOOKS = { since: '2000-01-01', until: '2099-12-31' };

/** What is not matched of a money account; of the books what the statements reach, or all of it. */
export const useUnmatched = (account: string, all: boolean): UseQueryResult<Unmatched, Problem> =>
  useQuery<Unmatched, Problem>({
    queryKey: [FRESH, BANK, 'unmatched', account, all],
    queryFn: ({ signal }) => {
      const place = { path: { money_account_id: account }, query: all ? ALL_OF_THE_BOOKS : {} };
      return body(api.GET('/api/money-accounts/{money_account_id}/unmatched', { params: place, signal }));
    },
    enabled: account !== '',
  });

export const useMatches = (account: string): UseInfiniteQueryResult<InfiniteData<MatchPage>, Problem> =>
  useInfiniteQuery<MatchPage, Problem, InfiniteData<MatchPage>, unknown[], string | null>({
    queryKey: [FRESH, BANK, 'matches', account],
    queryFn: ({ pageParam, signal }) => {
      const place = {
        path: { money_account_id: account },
        query: pageParam ? { before_match: pageParam } : {},
      };
      return body(api.GET('/api/money-accounts/{money_account_id}/matches', { params: place, signal }));
    },
    initialPageParam: null,
    getNextPageParam: (page) => page.before,
    enabled: account !== '',
  });

export const useMatch = (account: string): Command<MatchBody[], Schemas['Matched']> =>
  useCommand((matches, key) =>
    body(
      api.POST('/api/money-accounts/{money_account_id}/matches', {
        params: { path: { money_account_id: account } },
        body: { matches },
        ...keyed(key),
      }),
    ),
  );

export const useUndoMatch = (): Command<string, void> =>
  useCommand((id, key) =>
    done(
      api.POST('/api/bank-matches/{match_id}/undo', { params: { path: { match_id: id } }, ...keyed(key) }),
    ),
  );

export const usePostLine = (): Command<{ id: string; said: PostLineBody }, Schemas['LinePosted']> =>
  useCommand(({ id, said }, key) =>
    body(
      api.POST('/api/bank-lines/{bank_line_id}/post', {
        params: { path: { bank_line_id: id } },
        body: said,
        ...keyed(key),
      }),
    ),
  );

export const useReconciliations = (period: string): UseQueryResult<Summary[], Problem> =>
  useQuery<Summary[], Problem>({
    queryKey: [FRESH, BANK, 'reconciliations', period],
    queryFn: ({ signal }) => body(api.GET('/api/reconciliations', { params: { query: { period } }, signal })),
  });

export const useReconciliation = (account: string, period: string): UseQueryResult<Reconciliation, Problem> =>
  useQuery<Reconciliation, Problem>({
    queryKey: [FRESH, BANK, 'reconciliation', account, period],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/money-accounts/{money_account_id}/reconciliations/{period}', {
          params: { path: { money_account_id: account, period } },
          signal,
        }),
      ),
  });

export const useConfirm = (account: string): Command<string, Reconciliation> =>
  useCommand((period, key) =>
    body(
      api.POST('/api/money-accounts/{money_account_id}/reconciliations/{period}/confirm', {
        params: { path: { money_account_id: account, period } },
        ...keyed(key),
      }),
    ),
  );

export const useSetStart = (account: string): Command<Schemas['BankStartBody'], Schemas['BankStart']> =>
  useCommand((said, key) =>
    body(
      api.POST('/api/money-accounts/{money_account_id}/bank-start', {
        params: { path: { money_account_id: account } },
        body: said,
        ...keyed(key),
      }),
    ),
  );
