import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, type PostBody, type Schemas } from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';

export type OpeningDebts = Schemas['OpeningDebts'];
export type OpeningDebt = Schemas['OpeningDebt'];
export type DebtTotal = Schemas['DebtTotal'];
export type DebtSide = DebtTotal['side'];
export type DebtsBody = PostBody<'/api/opening-debts'>;

/** What was owed and paid ahead before, beside the opening balances. */
export const useOpeningDebts = (): UseQueryResult<OpeningDebts, Problem> =>
  useQuery<OpeningDebts, Problem>({
    queryKey: ['opening-debts'],
    queryFn: ({ signal }) => body(api.GET('/api/opening-debts', { signal })),
  });

/** `onSaved` is told at once: with the new rows the page begins anew. */
export const useEnterOpeningDebts = (onSaved: () => void): Command<DebtsBody, Schemas['DebtsEntered']> =>
  useCommand((said, key) => body(api.POST('/api/opening-debts', { body: said, ...keyed(key) })), {
    onSuccess: onSaved,
    keepAs: 'heyi.intent.opening-debts',
  });
