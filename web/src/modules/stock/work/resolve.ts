import { api, body } from '../../../api/client';

export interface Scanned {
  product_id: string;
  name: string;
}

interface Known extends Scanned {
  code: string;
  barcode?: string | null | undefined;
}

/** What a scanned code stands for: among these lines first, else in the catalogue; null where nothing has it. */
export async function resolveCode(code: string, lines: Known[]): Promise<Scanned | null> {
  const own = lines.find((line) => line.barcode === code || line.code.toLowerCase() === code.toLowerCase());
  if (own) return own;
  const filter = JSON.stringify({
    and: [
      { field: 'active', op: 'eq', value: true },
      {
        or: [
          { field: 'barcode', op: 'eq', value: code },
          { field: 'code', op: 'eq', value: code },
        ],
      },
    ],
  });
  const found = await body(
    api.GET('/api/products', { params: { query: { filter, fields: 'name,kind', limit: 2 } } }),
  );
  const [product, another] = found.items;
  return product && !another ? { product_id: product.id, name: product.name ?? '' } : null;
}
