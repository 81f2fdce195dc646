import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, type Schemas } from '../../api/client';
import type { Entry } from '../../api/documents';
import type { Problem } from '../../api/problem';

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
