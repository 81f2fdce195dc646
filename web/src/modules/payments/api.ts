import { useQuery, type UseQueryResult } from '@tanstack/react-query';
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
import type { Reference } from '../../api/types';

export type PartyBalance = Schemas['PartyBalance'];
export type Allocation = Schemas['AllocationBody'];
export type ReceiptDraft = PostBody<'/api/receipts'>;
export type ReceiptKind = ReceiptDraft['kind'];
export type Receipt = Schemas['Receipt'];

/** What a customer owes, what he paid in advance, and which invoices are open. */
export const usePartyBalance = (id: string | undefined): UseQueryResult<PartyBalance, Problem> =>
  useQuery<PartyBalance, Problem>({
    queryKey: ['balance', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/parties/{party_id}/balance', { params: { path: { party_id: id ?? '' } }, signal })),
    enabled: id !== undefined,
  });

/** What the company chose about money that comes in. */
export const usePaymentRules = (enabled: boolean): UseQueryResult<Schemas['PaymentRules'], Problem> =>
  useQuery<Schemas['PaymentRules'], Problem>({
    queryKey: ['records', 'payment-rules'],
    queryFn: ({ signal }) => body(api.GET('/api/payment-rules', { signal })),
    enabled,
  });

export const useSetPaymentRules = (): Command<string, Schemas['PaymentRules']> =>
  useCommand((rounding_limit, key) =>
    body(api.POST('/api/payment-rules', { body: { rounding_limit }, ...keyed(key) })),
  );

export type AccountStatement = Schemas['AccountStatement'];
export type AccountSide = AccountStatement['side'];

export const statementUrl = (side: AccountSide, party: string): string =>
  `/account-statements/${side}/${party}`;

/** 对账单 of a customer or a supplier over a span of days. */
export const useStatement = (
  side: AccountSide,
  party: string,
  span: { from: string; to: string },
): UseQueryResult<AccountStatement, Problem> =>
  useQuery<AccountStatement, Problem>({
    queryKey: ['balance', 'statement', side, party, span],
    queryFn: ({ signal }) => {
      const place = { params: { path: { party_id: party }, query: span }, signal };
      return side === 'customer'
        ? body(api.GET('/api/parties/{party_id}/statement', place))
        : body(api.GET('/api/parties/{party_id}/supplier-statement', place));
    },
  });

export type Ageing = Schemas['Ageing'];

/** How old is what customers owe, or suppliers are owed, as of a day. */
export const useAgeing = (side: AccountSide, on: string): UseQueryResult<Ageing, Problem> =>
  useQuery<Ageing, Problem>({
    queryKey: ['balance', 'ageing', side, on],
    queryFn: ({ signal }) => {
      const asked = { params: { query: { on } }, signal };
      return side === 'customer'
        ? body(api.GET('/api/receivables/ageing', asked))
        : body(api.GET('/api/payables/ageing', asked));
    },
  });

export const useReceipt = (id: string): UseQueryResult<Versioned<Receipt>, Problem> =>
  useQuery<Versioned<Receipt>, Problem>({
    queryKey: ['records', 'receipts', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/receipts/{receipt_id}', { params: { path: { receipt_id: id } }, signal })),
  });

export const useCreateReceipt = (): Command<ReceiptDraft, Schemas['ReceiptStatus']> =>
  useCommand((draft, key) => body(api.POST('/api/receipts', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.receipts',
  });

export type SupplierBalance = Schemas['SupplierBalance'];
export type Payment = Schemas['Payment'];
export type PaymentDraft = PostBody<'/api/payments'>;
export type PaymentKind = PaymentDraft['kind'];

/** What is owed to a supplier, what is paid ahead, and which of his invoices are open. */
export const useSupplierBalance = (id: string | undefined): UseQueryResult<SupplierBalance, Problem> =>
  useQuery<SupplierBalance, Problem>({
    queryKey: ['balance', 'supplier', id],
    queryFn: ({ signal }) => {
      const place = { params: { path: { party_id: id ?? '' } }, signal };
      return body(api.GET('/api/parties/{party_id}/supplier-balance', place));
    },
    enabled: id !== undefined,
  });

export const usePayment = (id: string): UseQueryResult<Versioned<Payment>, Problem> =>
  useQuery<Versioned<Payment>, Problem>({
    queryKey: ['records', 'payments', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/payments/{payment_id}', { params: { path: { payment_id: id } }, signal })),
  });

export const useCreatePayment = (): Command<PaymentDraft, Schemas['PaymentStatus']> =>
  useCommand((draft, key) => body(api.POST('/api/payments', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.payments',
  });

/** A place where money lies. */
export interface MoneyAccount {
  id: string;
  version: number;
  name: string;
  kind: string;
  account_id: Reference;
  number: string | null;
  bank_name: string | null;
  is_default: boolean;
  active: boolean;
}

export type MoneyBalances = Schemas['MoneyBalances'];
export type MoneyBalance = Schemas['MoneyBalance'];
export type MoneyAccountBody = PostBody<'/api/money-accounts'>;
export type MoneyAccountStatus = Schemas['MoneyAccountStatus'];
export type MoneyJournal = Schemas['AccountLines'];

const MONEY_FIELDS = ['name', 'kind', 'account_id', 'number', 'bank_name', 'is_default', 'active', 'version'];

/** The money accounts, the one that is meant by itself first. */
export const useMoneyAccounts = (): UseQueryResult<MoneyAccount[], Problem> =>
  useQuery<MoneyAccount[], Problem>({
    queryKey: ['records', 'money-accounts', 'all'],
    queryFn: async ({ signal }) => {
      const query = { fields: MONEY_FIELDS, sort: 'created_at', limit: 200 };
      const found = await fetchPage<MoneyAccount>('money-accounts', query, null, signal);
      return [...found.items].sort((a, b) => Number(b.is_default) - Number(a.is_default));
    },
    staleTime: 60_000,
  });

/** What lies in each money account at the end of a day. */
export const useMoneyBalances = (on: string): UseQueryResult<MoneyBalances, Problem> =>
  useQuery<MoneyBalances, Problem>({
    queryKey: ['records', 'money-accounts', 'balances', on],
    queryFn: ({ signal }) => body(api.GET('/api/money-balances', { params: { query: { on } }, signal })),
  });

export const useMoneyJournal = (
  id: string,
  span: { from: string; to: string },
): UseQueryResult<MoneyJournal, Problem> =>
  useQuery<MoneyJournal, Problem>({
    queryKey: ['records', 'money-accounts', 'journal', id, span],
    queryFn: ({ signal }) => {
      const place = { path: { money_account_id: id }, query: { ...span } };
      return body(api.GET('/api/money-accounts/{money_account_id}/journal', { params: place, signal }));
    },
    enabled: id !== '',
  });

export const useAddMoneyAccount = (): Command<MoneyAccountBody, MoneyAccountStatus> =>
  useCommand((said, key) => body(api.POST('/api/money-accounts', { body: said, ...keyed(key) })));

interface MoneyAccountEdit {
  id: string;
  version: number;
  changes: Partial<Schemas['MoneyAccountChange']>;
}

export const useChangeMoneyAccount = (): Command<MoneyAccountEdit, MoneyAccountStatus> =>
  useCommand(({ id, version, changes }) =>
    body(
      api.PATCH('/api/money-accounts/{money_account_id}', {
        params: { path: { money_account_id: id } },
        body: changes as Schemas['MoneyAccountChange'],
        ...onVersion(`"${version}"`),
      }),
    ),
  );

export const useMakeDefault = (): Command<string, MoneyAccountStatus> =>
  useCommand((id, key) =>
    body(
      api.POST('/api/money-accounts/{money_account_id}/default', {
        params: { path: { money_account_id: id } },
        ...keyed(key),
      }),
    ),
  );
