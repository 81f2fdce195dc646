import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Entry } from '../../api/documents';
import { followJob } from '../../api/jobs';
import { Problem } from '../../api/problem';
import { t } from '../../kit/i18n';

export type TrialBalance = Schemas['TrialBalance'];
export type TrialBalanceRow = Schemas['TrialBalanceRow'];
export type GeneralLedger = Schemas['GeneralLedger'];
export type GeneralBook = Schemas['GeneralBook'];
export type AccountLine = Schemas['AccountLine'];
export type AccountLines = Schemas['AccountLines'];
export type Proof = Schemas['Proof'];
export type Finding = Proof['findings'][number];

export interface Span {
  from: string;
  to: string;
}

export const useTrialBalance = (span: Span): UseQueryResult<TrialBalance, Problem> =>
  useQuery<TrialBalance, Problem>({
    queryKey: ['trial-balance', span],
    queryFn: ({ signal }) => body(api.GET('/api/trial-balance', { params: { query: { ...span } }, signal })),
    placeholderData: (before) => before,
  });

export const useGeneralLedger = (span: Span): UseQueryResult<GeneralLedger, Problem> =>
  useQuery<GeneralLedger, Problem>({
    queryKey: ['general-ledger', span],
    queryFn: ({ signal }) => body(api.GET('/api/general-ledger', { params: { query: { ...span } }, signal })),
    placeholderData: (before) => before,
  });

export const useAccountLines = (code: string, span: Span): UseQueryResult<AccountLines, Problem> =>
  useQuery<AccountLines, Problem>({
    queryKey: ['account-lines', code, span],
    queryFn: ({ signal }) =>
      body(api.GET('/api/accounts/{code}/lines', { params: { path: { code }, query: { ...span } }, signal })),
    placeholderData: (before) => before,
  });

export const useEntry = (id: string): UseQueryResult<Entry, Problem> =>
  useQuery<Entry, Problem>({
    queryKey: ['records', 'journal-entries', 'document', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/journal-entries/{entry_id}', { params: { path: { entry_id: id } }, signal })),
  });

const LAST_PROOF = ['verify', 'last'];

/** What the last check of the books has found; null before the first. */
export const useLastProof = (): UseQueryResult<Proof | null, Problem> =>
  useQuery<Proof | null, Problem>({
    queryKey: LAST_PROOF,
    queryFn: ({ signal }) => body(api.GET('/api/verify/last', { signal })),
  });

/** Checks the laws of the books over what is new since they last held, or has a job check everything. */
export function useProve(): Command<'new' | 'everything', Proof | null> {
  const queries = useQueryClient();
  return useCommand(
    async (what, key) => {
      if (what === 'new') return body(api.POST('/api/verify', keyed(key)));
      const { job_id } = await body(api.POST('/api/verify/whole', keyed(key)));
      const job = await followJob(job_id, () => undefined);
      if (job.state !== 'done') throw new Problem(0, { title: t('web.verify.stopped') });
      return body(api.GET('/api/verify/last'));
    },
    { keepFresh: false, onSuccess: (found) => queries.setQueryData(LAST_PROOF, found) },
  );
}
