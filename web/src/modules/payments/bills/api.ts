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

export type Bill = Schemas['Bill'];
export type BillTotal = Schemas['BillTotal'];
export type BillUsed = Schemas['BillUsed'];
export type BillStatus = Schemas['BillStatus'];
export type BillOfPaper = Schemas['BillOfPaper'];
export type PaperBody = Schemas['PaperBody'];
export type BillDraft = PostBody<'/api/taken-bills'>;
export type OpeningBillDraft = PostBody<'/api/opening-bills'>;
export type EndorseDraft = PostBody<'/api/endorsed-bills'>;

/** How something is received or paid: money, a bill of the customer, one that is passed on, or one of our own. */
export type Means = 'money' | 'bill' | 'endorse' | 'issue';

export const useBill = (id: string): UseQueryResult<Versioned<Bill>, Problem> =>
  useQuery<Versioned<Bill>, Problem>({
    queryKey: ['records', 'bills', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/bills/{bill_id}', { params: { path: { bill_id: id } }, signal })),
    enabled: id !== '',
  });

/** What is left of the bills of each side, and how much of it falls due soon or should have. */
export const useBillTotals = (): UseQueryResult<BillTotal[], Problem> =>
  useQuery<BillTotal[], Problem>({
    queryKey: ['records', 'bills', 'totals'],
    queryFn: ({ signal }) => body(api.GET('/api/bill-totals', { signal })),
  });

/** The bill behind a receipt or payment that moved no money. */
export const useBillOf = (
  record: 'receipt' | 'payment',
  id: string,
  wanted: boolean,
): UseQueryResult<BillOfPaper[], Problem> =>
  useQuery<BillOfPaper[], Problem>({
    queryKey: ['records', 'bills', 'of', record, id],
    queryFn: ({ signal }) =>
      body(
        record === 'receipt'
          ? api.GET('/api/receipts/{receipt_id}/bill', { params: { path: { receipt_id: id } }, signal })
          : api.GET('/api/payments/{payment_id}/bill', { params: { path: { payment_id: id } }, signal }),
      ),
    enabled: wanted,
  });

const KEPT = { keepAs: 'heyi.intent.bills' };

export const useTakeBill = (): Command<BillDraft, BillStatus> =>
  useCommand((draft, key) => body(api.POST('/api/taken-bills', { body: draft, ...keyed(key) })), KEPT);

export const useIssueBill = (): Command<BillDraft, BillStatus> =>
  useCommand((draft, key) => body(api.POST('/api/issued-bills', { body: draft, ...keyed(key) })), KEPT);

export const useEndorseBill = (): Command<EndorseDraft, BillStatus> =>
  useCommand((draft, key) => body(api.POST('/api/endorsed-bills', { body: draft, ...keyed(key) })), KEPT);

export const useEnterOpeningBill = (): Command<OpeningBillDraft, BillStatus> =>
  useCommand((draft, key) => body(api.POST('/api/opening-bills', { body: draft, ...keyed(key) })), KEPT);

export type SendBackBody = PostBody<'/api/bills/{bill_id}/uses/{use_id}/recourse'>;

/** What was sold or passed on comes back unpaid. */
export const useSendBack = (bill: string): Command<{ use: string; body: SendBackBody }, BillStatus> =>
  useCommand(({ use, body: said }, key) =>
    body(
      api.POST('/api/bills/{bill_id}/uses/{use_id}/recourse', {
        params: { path: { bill_id: bill, use_id: use } },
        body: said,
        ...keyed(key),
      }),
    ),
  );

export const useUndoUse = (bill: string): Command<{ use: string; day: string }, BillStatus> =>
  useCommand(({ use, day }, key) =>
    body(
      api.POST('/api/bills/{bill_id}/uses/{use_id}/undo', {
        params: { path: { bill_id: bill, use_id: use } },
        body: { occurred_on: day },
        ...keyed(key),
      }),
    ),
  );
