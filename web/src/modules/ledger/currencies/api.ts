import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, onVersion, type PostBody, type Schemas } from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';
import type { Span } from '../api';

export type Currencies = Schemas['Currencies'];
export type CurrencyFacts = Schemas['CurrencyFacts'];
export type ExchangeRate = Schemas['ExchangeRate'];
export type RateOfDay = Schemas['RateOfDay'];
export type ForeignBalance = Schemas['ForeignBalance'];
export type ForeignBalances = Schemas['ForeignBalances'];
export type Revaluation = Schemas['Revaluation'];
export type RevaluedBalance = Schemas['RevaluedBalance'];
export type RateBody = PostBody<'/api/exchange-rates'>['rates'][number];

/** The books' own currency, those beside it with their latest rates, and those the company could have. */
export const useCurrencies = (enabled = true): UseQueryResult<Currencies, Problem> =>
  useQuery<Currencies, Problem>({
    queryKey: ['currencies'],
    queryFn: ({ signal }) => body(api.GET('/api/currencies', { signal })),
    enabled,
  });

export const useSetCurrency = (): Command<PostBody<'/api/currencies'>, Currencies> =>
  useCommand((said, key) => body(api.POST('/api/currencies', { body: said, ...keyed(key) })));

export const useRates = (currency: string, span: Span): UseQueryResult<ExchangeRate[], Problem> =>
  useQuery<ExchangeRate[], Problem>({
    queryKey: ['exchange-rates', currency, span],
    queryFn: ({ signal }) =>
      body(api.GET('/api/exchange-rates', { params: { query: { currency, ...span } }, signal })),
    enabled: currency !== '',
  });

export const useSetRates = (): Command<RateBody[], Currencies> =>
  useCommand((rates, key) => body(api.POST('/api/exchange-rates', { body: { rates }, ...keyed(key) })));

/** The rates that a voucher of a day takes. */
export const useRatesOfDay = (day: string, enabled: boolean): UseQueryResult<RateOfDay[], Problem> =>
  useQuery<RateOfDay[], Problem>({
    queryKey: ['exchange-rates', 'of-day', day],
    queryFn: ({ signal }) =>
      body(api.GET('/api/exchange-rates/of-day', { params: { query: { day } }, signal })),
    enabled,
  });

interface Kept {
  changes: Schemas['KeepCurrencyBody'];
  etag: string;
}

export const useKeepCurrency = (id: string): Command<Kept, Schemas['AccountStatus']> =>
  useCommand(({ changes, etag }) =>
    body(
      api.PATCH('/api/accounts/{account_id}/currency', {
        params: { path: { account_id: id } },
        body: changes,
        ...onVersion(etag),
      }),
    ),
  );

export const useForeignBalances = (span: Span): UseQueryResult<ForeignBalances, Problem> =>
  useQuery<ForeignBalances, Problem>({
    queryKey: ['foreign-balances', span],
    queryFn: ({ signal }) =>
      body(api.GET('/api/foreign-balances', { params: { query: { ...span } }, signal })),
    placeholderData: (before) => before,
  });

export const useRevaluation = (period: string): UseQueryResult<Revaluation, Problem> =>
  useQuery<Revaluation, Problem>({
    queryKey: ['revaluation', period],
    queryFn: ({ signal }) =>
      body(api.GET('/api/periods/{period}/revaluation', { params: { path: { period } }, signal })),
  });

export const useRevalue = (): Command<string, Schemas['VoucherStatus']> =>
  useCommand((period, key) =>
    body(api.POST('/api/periods/{period}/revaluation', { params: { path: { period } }, ...keyed(key) })),
  );
