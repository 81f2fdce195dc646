import { keepPreviousData, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, type PostBody, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import { Problem } from '../../api/problem';
import type { Condition } from '../../api/types';
import { compare, isPositive, type Decimal } from '../../kit/decimal';
import { newKey } from '../../kit/intent';

export type ProductUnit = Schemas['UnitOfProduct'];

/** A product as lines of documents need it. */
export interface Product {
  id: string;
  name: string;
  code: string;
  kind: string;
  specification: string;
  unit: string;
  /** Its own unit; empty where the line was read back and the editor has not asked yet. */
  unit_id: string;
  is_template?: boolean;
  is_kit?: boolean;
  image?: string | undefined;
  sale_price: Decimal | null;
  tax_code: string | null;
  /** The unit by whose barcode it was found. */
  in_unit?: string;
}

export interface TaxRate {
  code: string;
  rate: Decimal;
  scope: string;
}

const FIELDS = 'name,code,kind,specification,unit_id,sale_price,tax_rate_id,is_template,is_kit,image';
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
  unit_id: row.unit_id?.id ?? '',
  is_template: row.is_template ?? false,
  is_kit: row.is_kit ?? false,
  image: imageOf(row),
  sale_price: row.sale_price ?? null,
  tax_code: row.tax_rate_id?.title ?? null,
});

/** The first picture of a product, as lists and pick lists show it. */
function imageOf(row: object): string | undefined {
  const files = (row as { image?: unknown }).image;
  const first: unknown = Array.isArray(files) ? files[0] : undefined;
  return typeof first === 'object' && first !== null && 'id' in first ? String(first.id) : undefined;
}

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

/** Products by code, name or pinyin, or by a barcode in the unit that has it. */
export async function findProducts(words: string, signal?: AbortSignal): Promise<Product[]> {
  const coded = isBarcode(words) ? await productOfBarcode(words) : null;
  if (coded) return [{ ...coded.product, ...(coded.unit_id ? { in_unit: coded.unit_id } : {}) }];
  return products({ filter: ACTIVE, limit: OFFERED, ...(words ? { search: words } : {}) }, signal);
}

/** The same as the words are typed. */
export function useProductSearch(words: string): UseQueryResult<Product[], Problem> {
  return useQuery<Product[], Problem>({
    queryKey: ['records', 'products', 'pick', words],
    queryFn: ({ signal }) => findProducts(words, signal),
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

/** A product as it was named: by a barcode, in the unit that has it. */
export interface NamedProduct {
  product: Product;
  unit_id?: string;
}

/** Digits as barcodes have them. */
export const isBarcode = (text: string): boolean => /^\d{8,14}$/.test(text);
const BARCODES_AT_ONCE = 8;

/** Finds the products that pasted words name, by exact code, exact name or barcode. */
export async function productsNamed(words: string[]): Promise<Map<string, NamedProduct>> {
  const wanted = [...new Set(words)];
  const found = new Map<string, NamedProduct>();
  for (let begin = 0; begin < wanted.length; begin += AT_ONCE) {
    const part = wanted.slice(begin, begin + AT_ONCE);
    const named = (field: string): Condition => ({ and: [ACTIVE, { field, op: 'in', value: part }] });
    for (const product of await products({ filter: named('name'), limit: AT_ONCE }))
      found.set(product.name, { product });
    for (const product of await products({ filter: named('code'), limit: AT_ONCE }))
      found.set(product.code, { product });
  }
  const codes = wanted.filter((word) => isBarcode(word) && !found.has(word));
  for (let begin = 0; begin < codes.length; begin += BARCODES_AT_ONCE) {
    await Promise.all(
      codes.slice(begin, begin + BARCODES_AT_ONCE).map(async (code) => {
        const coded = await productOfBarcode(code);
        if (coded) found.set(code, coded);
      }),
    );
  }
  return found;
}

/** The one product that has this barcode, in its unit; null where there is none, or several. */
async function productOfBarcode(code: string): Promise<NamedProduct | null> {
  try {
    const { matches } = await productByCode(code, undefined, true);
    const only = matches.length === 1 ? matches[0] : undefined;
    return only ? { product: codedProduct(only), unit_id: only.unit_id } : null;
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** The units of these products, each one's own first. */
export async function unitsOf(ids: string[], signal?: AbortSignal): Promise<Map<string, ProductUnit[]>> {
  const units = new Map<string, ProductUnit[]>();
  const wanted = [...new Set(ids)];
  for (let begin = 0; begin < wanted.length; begin += AT_ONCE) {
    const query = { product_id: wanted.slice(begin, begin + AT_ONCE) };
    const asked = api.GET('/api/product-units', { params: { query }, ...(signal ? { signal } : {}) });
    for (const one of await body(asked)) units.set(one.product_id, one.units);
  }
  return units;
}

/** The units of several products, by product; a product that is counted in its own unit only has one. */
export function useUnits(productIds: string[]): Map<string, ProductUnit[]> {
  const ids = [...new Set(productIds)].sort();
  const found = useQuery<Map<string, ProductUnit[]>, Problem>({
    queryKey: ['records', 'products', 'units', ids],
    queryFn: ({ signal }) => unitsOf(ids, signal),
    enabled: ids.length > 0,
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
  return found.data ?? NO_UNITS;
}

const NO_UNITS = new Map<string, ProductUnit[]>();

export interface PriceWish {
  product_id: string;
  unit_id: string | null;
  quantity: Decimal;
}

export type Priced = Schemas['PricedLine'];
export type SupplyPrice = Schemas['SupplyPrice'];

/** What a customer pays for lines as they are typed, and which list says so; nothing for who may not see lists. */
export function usePrices(
  lines: PriceWish[],
  party: string | undefined,
  day: string,
  enabled: boolean,
): Priced[] | undefined {
  return useQuery<Priced[], Problem>({
    queryKey: ['prices', party, day, lines],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/prices', {
          body: { party_id: party ?? null, on: day, lines },
          ...keyed(newKey()),
          signal,
        }),
      ),
    enabled: enabled && lines.length > 0,
    staleTime: 30_000,
    retry: false,
  }).data;
}

/** What a supplier calls the products of lines, and asks for them. */
export function useSupplyPrices(
  lines: PriceWish[],
  party: string | undefined,
  enabled: boolean,
): SupplyPrice[] | undefined {
  return useQuery<SupplyPrice[], Problem>({
    queryKey: ['supply-prices', party, lines],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/supply-prices', {
          body: { party_id: party ?? '', lines },
          ...keyed(newKey()),
          signal,
        }),
      ),
    enabled: enabled && party !== undefined && lines.length > 0,
    staleTime: 30_000,
    retry: false,
  }).data;
}

export type ByCode = Schemas['ByCode'];
export type CodedProduct = Schemas['CodedProduct'];

/** What a scanned text stands for. */
export const productByCode = (code: string, party?: string, kits = false): Promise<ByCode> =>
  body(
    api.GET('/api/products/by-code', {
      params: { query: { code, kits, ...(party ? { party_id: party } : {}) } },
    }),
  );

export const codedProduct = (found: CodedProduct): Product => ({
  id: found.product_id,
  name: found.name,
  code: found.code,
  kind: found.kind,
  is_kit: found.is_kit,
  specification: found.specification ?? '',
  unit: found.own_unit,
  unit_id: found.unit_id,
  sale_price: found.sale_price,
  tax_code: found.tax_code,
});

export type Kit = Schemas['Kit'];
export type KitLine = Schemas['KitLine'];

export const useKit = (id: string): UseQueryResult<Kit, Problem> =>
  useQuery<Kit, Problem>({
    queryKey: ['records', 'products', 'kit', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/products/{product_id}/kit', { params: { path: { product_id: id } }, signal })),
  });

export const useSetKit = (id: string): Command<PostBody<'/api/products/{product_id}/kit'>, Kit> =>
  useCommand((said, key) =>
    body(
      api.POST('/api/products/{product_id}/kit', {
        params: { path: { product_id: id } },
        body: said,
        ...keyed(key),
      }),
    ),
  );

/** The lines that so many kits become. */
export const useKitLines = (
  id: string,
  quantity: Decimal,
  party: string | undefined,
  day: string | undefined,
): UseQueryResult<KitLine[], Problem> =>
  useQuery<KitLine[], Problem>({
    queryKey: ['kit-lines', id, quantity, party, day],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/kit-lines', {
          body: { kit_id: id, quantity, party_id: party ?? null, on: day ?? null },
          ...keyed(newKey()),
          signal,
        }),
      ),
    placeholderData: (before) => before,
    retry: false,
  });

export type Family = Schemas['Family'];

export const useFamily = (id: string, enabled = true): UseQueryResult<Family, Problem> =>
  useQuery<Family, Problem>({
    queryKey: ['records', 'products', 'family', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/products/{product_id}/variants', { params: { path: { product_id: id } }, signal })),
    enabled,
  });

export const useMakeVariants = (
  id: string,
): Command<PostBody<'/api/products/{product_id}/variants'>, Family> =>
  useCommand((wanted, key) =>
    body(
      api.POST('/api/products/{product_id}/variants', {
        params: { path: { product_id: id } },
        body: wanted,
        ...keyed(key),
      }),
    ),
  );

export const useProductUnits = (id: string): UseQueryResult<ProductUnit[], Problem> =>
  useQuery<ProductUnit[], Problem>({
    queryKey: ['records', 'products', 'units-of', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/products/{product_id}/units', { params: { path: { product_id: id } }, signal })),
  });

const onProduct = (id: string) => ({ params: { path: { product_id: id } } });

export const usePutUnit = (
  id: string,
): Command<PostBody<'/api/products/{product_id}/units'>, ProductUnit[]> =>
  useCommand((unit, key) =>
    body(api.POST('/api/products/{product_id}/units', { ...onProduct(id), body: unit, ...keyed(key) })),
  );

export const useDropUnit = (id: string): Command<string, ProductUnit[]> =>
  useCommand((unit, key) =>
    body(
      api.POST('/api/products/{product_id}/units/{unit_id}/remove', {
        params: { path: { product_id: id, unit_id: unit } },
        ...keyed(key),
      }),
    ),
  );

export const useAddBarcode = (
  id: string,
): Command<PostBody<'/api/products/{product_id}/barcodes'>, ProductUnit[]> =>
  useCommand((code, key) =>
    body(api.POST('/api/products/{product_id}/barcodes', { ...onProduct(id), body: code, ...keyed(key) })),
  );

export const useRemoveBarcode = (id: string): Command<string, ProductUnit[]> =>
  useCommand((barcode, key) =>
    body(
      api.POST('/api/products/{product_id}/barcodes/{barcode_id}/remove', {
        params: { path: { product_id: id, barcode_id: barcode } },
        ...keyed(key),
      }),
    ),
  );

export type CategoryNode = Schemas['CategoryNode'];

export const useCategoryTree = (): UseQueryResult<CategoryNode[], Problem> =>
  useQuery<CategoryNode[], Problem>({
    queryKey: ['records', 'product-categories', 'tree'],
    queryFn: ({ signal }) => body(api.GET('/api/product-categories/tree', { signal })),
    staleTime: 60_000,
  });
