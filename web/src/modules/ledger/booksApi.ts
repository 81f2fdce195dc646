import { keepPreviousData, useQuery, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import {
  api,
  body,
  keyed,
  onVersion,
  versioned,
  type PostBody,
  type Schemas,
  type Versioned,
} from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import { fetchPage } from '../../api/records';
import type { Condition, Page, Reference } from '../../api/types';
import { newKey } from '../../kit/intent';
import type { Span } from './api';

export type Voucher = Schemas['Voucher'];
export type VoucherLine = Schemas['VoucherLine'];
export type VoucherStatus = Schemas['VoucherStatus'];
export type VoucherBody = PostBody<'/api/vouchers'>;
export type VoucherLineBody = VoucherBody['lines'][number];
export type PeriodFacts = Schemas['PeriodFacts'];
export type PeriodChecks = Schemas['PeriodChecks'];
export type Statement = Schemas['Statement'];
export type StatementRow = Schemas['StatementRow'];
export type CashFlowEntry = Schemas['CashFlowEntry'];
export type CashFlowEntries = Schemas['CashFlowEntries'];
export type DimensionBalances = Schemas['DimensionBalances'];
export type DimensionBalance = Schemas['DimensionBalance'];
export type Opening = Schemas['Opening'];
export type OpeningBody = PostBody<'/api/opening-balances'>;
export type BookRules = Schemas['BookRules'];
export type AccountBody = PostBody<'/api/accounts'>;
export type StatementSpan = Schemas['Span'];
export type DimensionKind = Schemas['By'];

/** An account that lines may go to. */
export interface DetailAccount {
  id: string;
  code: string;
  name: string;
  name_en: string | null;
  dimensions: string | null;
  normal_balance: string;
  class: string;
  currency: string | null;
}

const USABLE: Condition = {
  and: [
    { field: 'is_detail', op: 'eq', value: true },
    { field: 'active', op: 'eq', value: true },
  ],
};
const ACCOUNT_FIELDS = ['code', 'name', 'name_en', 'dimensions', 'normal_balance', 'class', 'currency'];
const DIGITS = /^\d+$/;

const accountSearch = (words: string) => ({
  queryKey: ['records', 'accounts', 'detail', words],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<DetailAccount[]> => {
    const byCode: Condition = { field: 'code', op: 'starts', value: words };
    const query = {
      filter: DIGITS.test(words) ? { and: [USABLE, byCode] } : USABLE,
      search: DIGITS.test(words) ? undefined : words,
      sort: 'code',
      fields: ACCOUNT_FIELDS,
      limit: 30,
    };
    return (await fetchPage<DetailAccount>('accounts', query, null, signal)).items;
  },
  staleTime: 60_000,
});

/** Accounts by the beginning of their code, or by words and pinyin. */
export const useAccountSearch = (words: string): UseQueryResult<DetailAccount[], Problem> =>
  useQuery<DetailAccount[], Problem>({
    ...accountSearch(words),
    placeholderData: keepPreviousData,
  });

/** The same once, for words that stand in a block. */
export const findAccounts = (client: QueryClient, words: string): Promise<DetailAccount[]> =>
  client.fetchQuery(accountSearch(words));

/** The same among all accounts, also those that only add up what lies below them. */
export const useAnyAccount = (
  words: string,
  enabled: boolean,
  detail = false,
): UseQueryResult<DetailAccount[], Problem> =>
  useQuery<DetailAccount[], Problem>({
    queryKey: ['records', 'accounts', detail ? 'any-detail' : 'any', words],
    queryFn: async ({ signal }) => {
      const byCode: Condition = { field: 'code', op: 'starts', value: words };
      const all = [...(detail ? [USABLE] : []), ...(DIGITS.test(words) ? [byCode] : [])];
      const query = {
        filter: all.length > 1 ? { and: all } : all[0],
        search: DIGITS.test(words) ? undefined : words,
        sort: 'code',
        fields: ACCOUNT_FIELDS,
        limit: 50,
      };
      return (await fetchPage<DetailAccount>('accounts', query, null, signal)).items;
    },
    placeholderData: keepPreviousData,
    enabled,
    staleTime: 60_000,
  });

const NAMES_AT_ONCE = 100;

/** A party found by its name, and whether we only buy from it. */
export interface NamedParty extends Reference {
  onlySupplies: boolean;
}
interface PartyRow {
  id: string;
  name: string;
  is_customer: boolean;
  is_supplier: boolean;
}

/** The customers and suppliers that bear the names, by name. */
export async function partiesNamed(names: string[]): Promise<Map<string, NamedParty>> {
  const found = new Map<string, NamedParty>();
  for (let at = 0; at < names.length; at += NAMES_AT_ONCE) {
    const filter: Condition = { field: 'name', op: 'in', value: names.slice(at, at + NAMES_AT_ONCE) };
    const query = { filter, fields: ['name', 'is_customer', 'is_supplier'], limit: 200 };
    const page = await fetchPage<PartyRow>('parties', query, null);
    for (const party of page.items) {
      const onlySupplies = party.is_supplier && !party.is_customer;
      found.set(party.name, { id: party.id, title: party.name, onlySupplies });
    }
  }
  return found;
}

/** The cells of a table that another system gave out. */
export async function readSheet(file: File): Promise<string[][]> {
  const form = new FormData();
  form.set('file', file);
  const read = await body(
    api.POST('/api/opening-balances/read', {
      body: form as never,
      bodySerializer: (content: unknown) => content as FormData,
      ...keyed(newKey()),
    }),
  );
  return read.rows;
}

const MOST_PAGES = 20;

/** Every account that lines may go to, by code. */
export const useDetailAccounts = (): UseQueryResult<DetailAccount[], Problem> =>
  useQuery<DetailAccount[], Problem>({
    queryKey: ['records', 'accounts', 'all-details'],
    queryFn: async ({ signal }) => {
      const found: DetailAccount[] = [];
      let cursor: string | null = null;
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const query = { filter: USABLE, sort: 'code', fields: ACCOUNT_FIELDS, limit: 200 };
        const page: Page<DetailAccount> = await fetchPage<DetailAccount>('accounts', query, cursor, signal);
        found.push(...page.items);
        cursor = page.next_cursor;
        if (cursor === null) break;
      }
      return found;
    },
    staleTime: 60_000,
  });

export const useVoucher = (id: string): UseQueryResult<Versioned<Voucher>, Problem> =>
  useQuery<Versioned<Voucher>, Problem>({
    queryKey: ['records', 'vouchers', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/vouchers/{voucher_id}', { params: { path: { voucher_id: id } }, signal })),
    enabled: id !== '',
  });

export const useWriteVoucher = (): Command<VoucherBody, VoucherStatus> =>
  useCommand((said, key) => body(api.POST('/api/vouchers', { body: said, ...keyed(key) })), {
    keepAs: 'heyi.intent.vouchers',
  });

export const useChangeVoucher = (id: string): Command<{ said: VoucherBody; etag: string }, VoucherStatus> =>
  useCommand(({ said, etag }) =>
    body(
      api.PATCH('/api/vouchers/{voucher_id}', {
        params: { path: { voucher_id: id } },
        body: said,
        ...onVersion(etag),
      }),
    ),
  );

export const usePeriods = (): UseQueryResult<PeriodFacts[], Problem> =>
  useQuery<PeriodFacts[], Problem>({
    queryKey: ['periods'],
    queryFn: ({ signal }) => body(api.GET('/api/periods', { signal })),
  });

export const usePeriod = (period: string): UseQueryResult<PeriodChecks, Problem> =>
  useQuery<PeriodChecks, Problem>({
    queryKey: ['periods', period],
    queryFn: ({ signal }) => body(api.GET('/api/periods/{period}', { params: { path: { period } }, signal })),
    enabled: period !== '',
  });

export type PeriodVerb = 'close' | 'reopen' | 'lock' | 'close-profit' | 'close-year' | 'carry-vat';

interface PeriodAct {
  period: string;
  verb: PeriodVerb;
  reason?: string;
}

/** What is done with a month: closing it, opening it again, locking it, and the vouchers that close its profit. */
export const usePeriodVerb = (onDone: (act: PeriodAct) => void): Command<PeriodAct, unknown> =>
  useCommand<PeriodAct, unknown>(
    ({ period, verb, reason }, key) => {
      const place = { params: { path: { period } }, ...keyed(key) };
      if (verb === 'reopen')
        return body(api.POST('/api/periods/{period}/reopen', { ...place, body: { reason: reason ?? '' } }));
      if (verb === 'close') return body(api.POST('/api/periods/{period}/close', place));
      if (verb === 'lock') return body(api.POST('/api/periods/{period}/lock', place));
      if (verb === 'carry-vat') return body(api.POST('/api/periods/{period}/carry-vat', place));
      if (verb === 'close-year') return body(api.POST('/api/periods/{period}/close-year', place));
      return body(api.POST('/api/periods/{period}/close-profit', place));
    },
    { onSuccess: (_made, act) => onDone(act) },
  );

export type KeptBy = Schemas['KeptBy'];

/** By which standard the books are kept, and whether that can still be changed. */
export const useStandard = (): UseQueryResult<KeptBy, Problem> =>
  useQuery<KeptBy, Problem>({
    queryKey: ['book-standard'],
    queryFn: ({ signal }) => body(api.GET('/api/book-standard', { signal })),
  });

export const useChooseStandard = (): Command<KeptBy['standard'], KeptBy> =>
  useCommand((standard, key) => body(api.POST('/api/book-standard', { body: { standard }, ...keyed(key) })));

export const useBookRules = (enabled = true): UseQueryResult<BookRules, Problem> =>
  useQuery<BookRules, Problem>({
    queryKey: ['book-rules'],
    queryFn: ({ signal }) => body(api.GET('/api/book-rules', { signal })),
    enabled,
  });

/** Who may review vouchers, by name. */
export const useReviewers = (enabled: boolean): UseQueryResult<Schemas['Reviewers'], Problem> =>
  useQuery<Schemas['Reviewers'], Problem>({
    queryKey: ['book-rules', 'reviewers'],
    queryFn: ({ signal }) => body(api.GET('/api/book-rules/reviewers', { signal })),
    enabled,
  });

export type BookRulesBody = PostBody<'/api/book-rules'>;

export const useSetBookRules = (): Command<BookRulesBody, BookRules> =>
  useCommand((rules, key) => body(api.POST('/api/book-rules', { body: rules, ...keyed(key) })));

export const useStatement = (
  name: string,
  period: string,
  span: StatementSpan,
): UseQueryResult<Statement, Problem> =>
  useQuery<Statement, Problem>({
    queryKey: ['statements', name, period, span],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/statements/{name}', { params: { path: { name }, query: { period, span } }, signal }),
      ),
  });

export const useCashFlowEntries = (row: string, span: Span): UseQueryResult<CashFlowEntries, Problem> =>
  useQuery<CashFlowEntries, Problem>({
    queryKey: ['cash-flow', row, span],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/cash-flow/{row}/entries', { params: { path: { row }, query: { ...span } }, signal }),
      ),
  });

export const useDimensionBalances = (
  code: string,
  by: DimensionKind,
  span: Span,
): UseQueryResult<DimensionBalances, Problem> =>
  useQuery<DimensionBalances, Problem>({
    queryKey: ['dimension-balances', code, by, span],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/accounts/{code}/balances', {
          params: { path: { code }, query: { by, ...span } },
          signal,
        }),
      ),
    enabled: code !== '',
  });

export const useOpening = (): UseQueryResult<Opening, Problem> =>
  useQuery<Opening, Problem>({
    queryKey: ['opening-balances'],
    queryFn: ({ signal }) => body(api.GET('/api/opening-balances', { signal })),
  });

/** `onSaved` is told at once: with the new opening the page begins anew. */
export const useEnterOpening = (onSaved: () => void): Command<OpeningBody, VoucherStatus> =>
  useCommand((said, key) => body(api.POST('/api/opening-balances', { body: said, ...keyed(key) })), {
    onSuccess: onSaved,
  });

export const useTakeBackOpening = (onDone: () => void): Command<void, Opening> =>
  useCommand((_, key) => body(api.POST('/api/opening-balances/take-back', { ...keyed(key) })), {
    onSuccess: onDone,
  });

/** What putting an account below this one means: whether it holds entries, which need an account of their own. */
export const useDivision = (code: string): UseQueryResult<Schemas['AccountDivision'], Problem> =>
  useQuery<Schemas['AccountDivision'], Problem>({
    queryKey: ['records', 'accounts', 'division', code],
    queryFn: ({ signal }) =>
      body(api.GET('/api/accounts/{code}/division', { params: { path: { code } }, signal })),
    enabled: code !== '',
    retry: false,
  });

export const useAddAccount = (): Command<AccountBody, Schemas['AccountStatus']> =>
  useCommand((said, key) => body(api.POST('/api/accounts', { body: said, ...keyed(key) })));

interface AccountEdit {
  changes: Schemas['AccountChange'];
  etag: string;
}

export const useChangeAccount = (id: string): Command<AccountEdit, Schemas['AccountStatus']> =>
  useCommand(({ changes, etag }) =>
    body(
      api.PATCH('/api/accounts/{account_id}', {
        params: { path: { account_id: id } },
        body: changes,
        ...onVersion(etag),
      }),
    ),
  );
