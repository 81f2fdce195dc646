import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, recordApi, type Schemas } from '../../api/client';
import type { Entry } from '../../api/documents';
import { language } from '../../kit/i18n';
import type { Problem } from '../../api/problem';
import type { Condition } from '../../api/types';

export type TrialBalance = Schemas['TrialBalance'];
export type TrialBalanceRow = Schemas['TrialBalanceRow'];
export type AccountLine = Schemas['AccountLine'];
export type AccountLines = Schemas['AccountLines'];
export type Verification = Schemas['Verification'];
export type Finding = Verification['findings'][number];

export interface Span {
  from: string;
  to: string;
}

export const useTrialBalance = (span: Span): UseQueryResult<TrialBalance, Problem> =>
  useQuery<TrialBalance, Problem>({
    queryKey: ['trial-balance', span],
    queryFn: ({ signal }) => body(api.GET('/api/trial-balance', { params: { query: { ...span } }, signal })),
    placeholderData: (before) => before,
  });

export const useAccountLines = (code: string, span: Span): UseQueryResult<AccountLines, Problem> =>
  useQuery<AccountLines, Problem>({
    queryKey: ['account-lines', code, span],
    queryFn: ({ signal }) =>
      body(api.GET('/api/accounts/{code}/lines', { params: { path: { code }, query: { ...span } }, signal })),
    placeholderData: (before) => before,
  });

export const useEntry = (id: string): UseQueryResult<Entry, Problem> =>
  useQuery<Entry, Problem>({
    queryKey: ['records', 'journal-entries', 'document', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/journal-entries/{entry_id}', { params: { path: { entry_id: id } }, signal })),
  });

/** The laws of the books, checked now. */
export const useVerify = (): UseQueryResult<Verification, Problem> =>
  useQuery<Verification, Problem>({
    queryKey: ['verify'],
    queryFn: ({ signal }) => body(api.GET('/api/verify', { signal })),
    staleTime: 0,
    gcTime: 0,
  });

export interface MoneyAccount {
  code: string;
  name: string;
}

const CASH_AND_BANK: Condition = {
  or: [
    { field: 'code', op: 'starts', value: '1001' },
    { field: 'code', op: 'starts', value: '1002' },
  ],
};

/** Cash and bank: where money can arrive; the bank first, as it is the usual place. */
export const useMoneyAccounts = (): UseQueryResult<MoneyAccount[], Problem> =>
  useQuery<MoneyAccount[], Problem>({
    queryKey: ['records', 'accounts', 'money', language()],
    queryFn: async ({ signal }) => {
      const query = {
        filter: JSON.stringify(CASH_AND_BANK),
        fields: 'code,name,name_en,is_detail',
        limit: 50,
      };
      const page = await body(
        recordApi.GET('/api/{path}', { params: { path: { path: 'accounts' }, query }, signal }),
      );
      return page.items
        .filter((row) => row.is_detail === true)
        .map((row) => ({
          code: String(row.code),
          name: String(language() === 'en' ? row.name_en : row.name),
        }))
        .sort((a, b) => b.code.slice(0, 4).localeCompare(a.code.slice(0, 4)) || a.code.localeCompare(b.code));
    },
    staleTime: 60_000,
  });
