import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../../api/client';
import type { Problem } from '../../api/problem';
import type { Condition, Page, Reference } from '../../api/types';
import { compare, isPositive, type Decimal } from '../../kit/decimal';

export interface Product {
  id: string;
  name: string;
  code: string;
  kind: string;
  specification: string | null;
  unit_id: Reference | null;
  sale_price: Decimal | null;
  tax_rate_id: Reference | null;
}

export interface TaxRate {
  id: string;
  code: string;
  rate: Decimal;
  scope: string;
}

const FIELDS = 'name,code,kind,specification,unit_id,sale_price,tax_rate_id';
const MOST_RATES = 50;
const ACTIVE: Condition = { field: 'active', op: 'eq', value: true };

/** Products by code, name or pinyin, as the words are typed. */
export function useProductSearch(words: string): UseQueryResult<Page<Product>, Problem> {
  return useQuery<Page<Product>, Problem>({
    queryKey: ['records', 'products', 'pick', words],
    queryFn: ({ signal }) =>
      call.get<Page<Product>>('/api/products', {
        query: { search: words || undefined, fields: FIELDS, filter: JSON.stringify(ACTIVE), limit: 8 },
        signal,
      }),
    staleTime: 10_000,
    placeholderData: (before) => before,
  });
}

export const taxRatesQuery = queryOptions<TaxRate[], Problem>({
  queryKey: ['records', 'tax-rates', 'all'],
  queryFn: async ({ signal }) =>
    (await call.get<Page<TaxRate>>('/api/tax-rates', { query: { limit: MOST_RATES }, signal })).items,
  staleTime: 60_000,
});

export const useTaxRates = (): TaxRate[] => useQuery(taxRatesQuery).data ?? [];

/** The rate of a product without its own: the highest rate, or a small taxpayer's lowest levy (as the server rules). */
export function defaultTaxRate(rates: TaxRate[]): TaxRate | undefined {
  const byRate = [...rates].sort((a, b) => compare(b.rate, a.rate));
  return (
    byRate.find((rate) => rate.scope === 'rate' && isPositive(rate.rate)) ??
    byRate.reverse().find((rate) => rate.scope === 'levy')
  );
}

const AT_ONCE = 200;

/** Finds the products that pasted words name, by exact code or exact name. */
export async function productsNamed(words: string[]): Promise<Map<string, Product>> {
  const wanted = [...new Set(words)];
  const found = new Map<string, Product>();
  for (let begin = 0; begin < wanted.length; begin += AT_ONCE) {
    const part = wanted.slice(begin, begin + AT_ONCE);
    const named = (field: string): Condition => ({ and: [ACTIVE, { field, op: 'in', value: part }] });
    for (const field of ['name', 'code']) {
      const page = await call.get<Page<Product>>('/api/products', {
        query: { fields: FIELDS, filter: JSON.stringify(named(field)), limit: AT_ONCE },
      });
      for (const product of page.items) found.set(field === 'name' ? product.name : product.code, product);
    }
  }
  return found;
}
