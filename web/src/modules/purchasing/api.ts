import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
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

export type PurchaseOrder = Schemas['PurchaseOrder'];
export type PurchaseLine = Schemas['PurchaseLine'];
export type PurchaseDraft = PostBody<'/api/purchase-orders'>;
export type PurchaseReceipt = Schemas['PurchaseReceipt'];
export type PurchaseReturn = Schemas['PurchaseReturn'];
export type PurchasedLine = Schemas['PurchasedLine'];

const key = (path: string, id: string): string[] => ['records', path, 'document', id];

export const usePurchaseOrder = (id: string): UseQueryResult<Versioned<PurchaseOrder>, Problem> =>
  useQuery<Versioned<PurchaseOrder>, Problem>({
    queryKey: key('purchase-orders', id),
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/purchase-orders/{order_id}', { params: { path: { order_id: id } }, signal })),
    enabled: id !== '',
  });

export const purchaseReceiptQuery = (id: string) =>
  queryOptions<Versioned<PurchaseReceipt>, Problem>({
    queryKey: key('purchase-receipts', id),
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/purchase-receipts/{receipt_id}', { params: { path: { receipt_id: id } }, signal }),
      ),
  });

export const usePurchaseReceipt = (id: string): UseQueryResult<Versioned<PurchaseReceipt>, Problem> =>
  useQuery(purchaseReceiptQuery(id));

export const usePurchaseReturn = (id: string): UseQueryResult<Versioned<PurchaseReturn>, Problem> =>
  useQuery<Versioned<PurchaseReturn>, Problem>({
    queryKey: key('purchase-returns', id),
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/purchase-returns/{return_id}', { params: { path: { return_id: id } }, signal }),
      ),
  });

export const useCreatePurchase = (): Command<PurchaseDraft, Schemas['PurchaseStatus']> =>
  useCommand((draft, intent) => body(api.POST('/api/purchase-orders', { body: draft, ...keyed(intent) })), {
    keepAs: 'heyi.intent.purchase-orders',
  });

export interface PurchaseChange {
  draft: PurchaseDraft;
  etag: string;
}

export const useChangePurchase = (id: string): Command<PurchaseChange, Schemas['PurchaseStatus']> =>
  useCommand(({ draft, etag }) => {
    const place = { params: { path: { order_id: id } } };
    return body(api.PATCH('/api/purchase-orders/{order_id}', { ...place, body: draft, ...onVersion(etag) }));
  });
