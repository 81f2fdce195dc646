import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { Entry } from '../../api/documents';
import type { Problem } from '../../api/problem';
import type { Condition, Page } from '../../api/types';
import type { Decimal } from '../../kit/decimal';

export interface TrialBalanceRow {
  code: string;
  name: string;
  name_en: string;
  level: number;
  is_detail: boolean;
  opening_debit: Decimal;
  opening_credit: Decimal;
  debit: Decimal;
  credit: Decimal;
  closing_debit: Decimal;
  closing_credit: Decimal;
}

export interface TrialBalance {
  first_day: string;
  last_day: string;
  rows: TrialBalanceRow[];
  totals: TrialBalanceRow;
}

export interface AccountLine {
  entry_id: string;
  number: string;
  occurred_on: string;
  summary: string;
  source_type: string;
  source_id: string;
  source_number: string | null;
  party: string | null;
  debit: Decimal;
  credit: Decimal;
  balance: Decimal;
}

export interface AccountLines {
  code: string;
  name: string;
  name_en: string;
  opening: Decimal;
  lines: AccountLine[];
  closing: Decimal;
  /** More lines than one answer holds. */
  cut: boolean;
}

export interface Span {
  from: string;
  to: string;
}

export const useTrialBalance = (span: Span): UseQueryResult<TrialBalance, Problem> =>
  useQuery<TrialBalance, Problem>({
    queryKey: ['trial-balance', span],
    queryFn: ({ signal }) => call.get<TrialBalance>('/api/trial-balance', { query: { ...span }, signal }),
    placeholderData: (before) => before,
  });

export const useAccountLines = (code: string, span: Span): UseQueryResult<AccountLines, Problem> =>
  useQuery<AccountLines, Problem>({
    queryKey: ['account-lines', code, span],
    queryFn: ({ signal }) =>
      call.get<AccountLines>('/api/accounts/{code}/lines', { path: { code }, query: { ...span }, signal }),
    placeholderData: (before) => before,
  });

export const useEntry = (id: string): UseQueryResult<Entry, Problem> =>
  useQuery<Entry, Problem>({
    queryKey: ['records', 'journal-entries', 'document', id],
    queryFn: ({ signal }) => call.get<Entry>('/api/journal-entries/{id}', { path: { id }, signal }),
  });

export interface Law {
  name: string;
  green: boolean;
  detail?: string | null;
  wrong?: number;
  checked?: number;
}

/** The laws of the books, checked now. */
export const useVerify = (): UseQueryResult<Law[], Problem> =>
  useQuery<Law[], Problem>({
    queryKey: ['verify'],
    queryFn: async ({ signal }) => {
      const answer = await call.get<Law[] | { laws: Law[] }>('/api/verify', { signal });
      return Array.isArray(answer) ? answer : answer.laws;
    },
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
    queryKey: ['records', 'accounts', 'money'],
    queryFn: async ({ signal }) => {
      const page = await call.get<Page<MoneyAccount>>('/api/accounts', {
        query: { filter: JSON.stringify(CASH_AND_BANK), fields: 'code,name', limit: 50 },
        signal,
      });
      return page.items.sort((a, b) => b.code.slice(0, 4).localeCompare(a.code.slice(0, 4)) || a.code.localeCompare(b.code));
    },
    staleTime: 60_000,
  });
