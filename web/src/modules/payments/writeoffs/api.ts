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

export type WriteOff = Schemas['WriteOff'];
export type WriteOffDraft = PostBody<'/api/write-offs'>;
export type Reason = WriteOffDraft['reason'];

/** A small remainder that is let go; else why nothing comes any more, in the order of 小企业会计准则第十条. */
export const REASONS: Reason[] = [
  'rounding',
  'bankrupt',
  'deceased',
  'overdue',
  'restructured',
  'disaster',
  'other',
];

export const useWriteOff = (id: string): UseQueryResult<Versioned<WriteOff>, Problem> =>
  useQuery<Versioned<WriteOff>, Problem>({
    queryKey: ['records', 'write-offs', 'document', id],
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/write-offs/{write_off_id}', { params: { path: { write_off_id: id } }, signal }),
      ),
  });

export const usePostWriteOff = (): Command<WriteOffDraft, Schemas['WriteOffStatus']> =>
  useCommand((draft, key) => body(api.POST('/api/write-offs', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.write-offs',
  });

export type Allowance = Schemas['Allowance'];
export type Aged = Schemas['Aged'];

/** What is to be set aside at a month's end for what customers may not pay, and what is. */
export const useAllowance = (period: string): UseQueryResult<Allowance, Problem> =>
  useQuery<Allowance, Problem>({
    queryKey: ['allowance', period],
    queryFn: ({ signal }) =>
      body(api.GET('/api/bad-debt-allowance', { params: { query: { period } }, signal })),
  });

export const useSetAside = (): Command<string, Schemas['VoucherStatus']> =>
  useCommand((period, key) => body(api.POST('/api/bad-debt-allowance', { body: { period }, ...keyed(key) })));

export const useSetRates = (): Command<string[], Allowance> =>
  useCommand((rates, key) =>
    body(api.POST('/api/bad-debt-allowance/rates', { body: { rates }, ...keyed(key) })),
  );
