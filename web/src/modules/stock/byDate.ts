import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, type Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';
import type { Decimal } from '../../kit/decimal';
import type { OnHandQuery } from './api';

export type AvailableByDate = Schemas['AvailableByDate'];
export type AvailableDay = Schemas['AvailableDay'];
export type PromisedBy = Schemas['PromisedBy'];

/** What of a product can be promised day by day, in one warehouse or in all. */
export const useAvailableByDate = (
  productId: string | undefined,
  warehouseId?: string,
): UseQueryResult<AvailableByDate, Problem> =>
  useQuery<AvailableByDate, Problem>({
    queryKey: ['stock', 'by-date', productId, warehouseId],
    queryFn: ({ signal }) => {
      const query = { product_id: productId ?? '', ...(warehouseId ? { warehouse_id: warehouseId } : {}) };
      return body(api.GET('/api/stock/by-date', { params: { query }, signal }));
    },
    enabled: productId !== undefined,
    placeholderData: keepPreviousData,
  });

/** What all is worth together that such a list shows; null for who does not see values. */
export const useWorth = (query: OnHandQuery): Decimal | null =>
  useQuery<{ value: Decimal | null }, Problem>({
    queryKey: ['stock', 'worth', query],
    queryFn: ({ signal }) => body(api.GET('/api/stock/on-hand/worth', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  }).data?.value ?? null;
