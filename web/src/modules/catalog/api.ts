import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, type Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';
import type { Condition } from '../../api/types';
import { compare, isPositive, type Decimal } from '../../kit/decimal';

/** A product as lines of documents need it. */
export interface Product {
  id: string;
  name: string;
  code: string;
  kind: string;
  specification: string;
  unit: string;
  sale_price: Decimal | null;
  tax_code: string | null;
}

export interface TaxRate {
  code: string;
  rate: Decimal;
  scope: string;
}

const FIELDS = 'name,code,kind,specification,unit_id,sale_price,tax_rate_id';
const MOST_RATES = 50;
const OFFERED = 8;
const ACTIVE: Condition = { field: 'active', op: 'eq', value: true };

const asProduct = (row: Schemas['ProductView']): Product => ({
  id: row.id,
  name: row.name ?? '',
  code: row.code ?? '',
  kind: row.kind ?? 'goods',
  specification: row.specification ?? '',
  unit: row.unit_id?.title ?? '',
  sale_price: row.sale_price ?? null,
  tax_code: row.tax_rate_id?.title ?? null,
});

interface Wanted {
  filter: Condition;
  limit: number;
  search?: string;
}

async function products({ filter, ...rest }: Wanted, signal?: AbortSignal): Promise<Product[]> {
  const query = { ...rest, fields: FIELDS, filter: JSON.stringify(filter) };
  const page = await body(api.GET('/api/products', { params: { query }, ...(signal ? { signal } : {}) }));
  return page.items.map(asProduct);
}

/** Products by code, name or pinyin, as the words are typed. */
export function useProductSearch(words: string): UseQueryResult<Product[], Problem> {
  return useQuery<Product[], Problem>({
    queryKey: ['records', 'products', 'pick', words],
    queryFn: ({ signal }) =>
      products({ filter: ACTIVE, limit: OFFERED, ...(words ? { search: words } : {}) }, signal),
    staleTime: 10_000,
    placeholderData: (before) => before,
  });
}

const taxRatesQuery = queryOptions<TaxRate[], Problem>({
  queryKey: ['records', 'tax-rates', 'all'],
  queryFn: async ({ signal }) => {
    const page = await body(api.GET('/api/tax-rates', { params: { query: { limit: MOST_RATES } }, signal }));
    return page.items.map((row) => ({ code: row.code ?? '', rate: row.rate ?? '0', scope: row.scope ?? '' }));
  },
  staleTime: 60_000,
});

const NO_RATES: TaxRate[] = [];
export const useTaxRates = (): TaxRate[] => useQuery(taxRatesQuery).data ?? NO_RATES;

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
    for (const product of await products({ filter: named('name'), limit: AT_ONCE }))
      found.set(product.name, product);
    for (const product of await products({ filter: named('code'), limit: AT_ONCE }))
      found.set(product.code, product);
  }
  return found;
}
