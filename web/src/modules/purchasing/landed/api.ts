import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  api,
  body,
  keyed,
  versioned,
  type PostBody,
  type Schemas,
  type Versioned,
} from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';
import { newKey } from '../../../kit/intent';

export type LandedCost = Schemas['LandedCost'];
export type LandedLine = Schemas['LandedLine'];
export type LandedShare = Schemas['LandedShare'];
export type LandedDraft = PostBody<'/api/landed-costs'>;
export type Basis = LandedCost['basis'];

export const useLandedCost = (id: string): UseQueryResult<Versioned<LandedCost>, Problem> =>
  useQuery<Versioned<LandedCost>, Problem>({
    queryKey: ['records', 'landed-costs', 'document', id],
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/landed-costs/{landed_cost_id}', { params: { path: { landed_cost_id: id } }, signal }),
      ),
  });

/** How a cost would be spread; asked of the verb itself, which is taken back. */
export const useLandedShares = (draft: LandedDraft | undefined): UseQueryResult<LandedCost, Problem> =>
  useQuery<LandedCost, Problem>({
    queryKey: ['preview', 'landed-costs', 'shares', draft],
    queryFn: ({ signal }) => {
      if (!draft) throw new Error('nothing to spread');
      return body(api.POST('/api/landed-costs/shares', { body: draft, signal, ...keyed(newKey()) }));
    },
    enabled: draft !== undefined,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const usePostLandedCost = (): Command<LandedDraft, Schemas['LandedPosted']> =>
  useCommand((draft, key) => body(api.POST('/api/landed-costs', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.landed-costs',
  });

export type SharedPath = 'purchase-receipts' | 'products';

/** What documents put on the goods of a receipt, or of a product. */
export const useSharesOf = (
  path: SharedPath,
  id: string,
  enabled: boolean,
): UseQueryResult<LandedShare[], Problem> =>
  useQuery<LandedShare[], Problem>({
    queryKey: ['records', 'landed-costs', 'of', path, id],
    queryFn: ({ signal }) =>
      path === 'products'
        ? body(
            api.GET('/api/products/{product_id}/landed-costs', {
              params: { path: { product_id: id } },
              signal,
            }),
          )
        : body(
            api.GET('/api/purchase-receipts/{receipt_id}/landed-costs', {
              params: { path: { receipt_id: id } },
              signal,
            }),
          ),
    enabled,
  });
