import { queryOptions, useQueryClient, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { call } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import type { Me } from './types';

export const meQuery = queryOptions<Me, Problem>({
  queryKey: ['me'],
  queryFn: () => call.get<Me>('/api/auth/me'),
  staleTime: 5 * 60_000,
  retry: false,
});

export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** Whether the person holds a permission; `*` stands for all of them. */
export function useCan(): (permission: string) => boolean {
  const held = new Set(useMe().permissions);
  return (permission) => held.has('*') || held.has(permission);
}

export interface SignUp {
  company: string;
  name: string;
  login: string;
  password: string;
  language: string;
  taxpayer?: string;
  trade?: string;
  size?: string;
  halves?: string[];
}

export interface LogIn {
  login: string;
  password: string;
  code?: string;
}

/** Another person may have worked here before: nothing of his stays in memory. */
const fresh = (queries: QueryClient): void => queries.clear();

function useEntry<Input>(url: string): Command<Input, unknown> {
  const queries = useQueryClient();
  return useCommand((body: Input, key) => call.post(url, { body, key }), {
    onSuccess: () => fresh(queries),
    keepFresh: false,
  });
}

export const useSignUp = (): Command<SignUp, unknown> => useEntry('/api/auth/sign-up');
export const useLogIn = (): Command<LogIn, unknown> => useEntry('/api/auth/log-in');
export const useOpenDemo = (): Command<Record<string, never>, unknown> => useEntry('/api/auth/demo');
export const useLogOut = (): Command<Record<string, never>, unknown> => useEntry('/api/auth/log-out');

export const useAcceptInvitation = (): Command<{ token: string; name: string; password: string }, unknown> =>
  useEntry('/api/invitations/accept');

export const useAskReset = (): Command<{ login: string }, unknown> =>
  useCommand((body, key) => call.post('/api/auth/reset', { body, key }), { keepFresh: false });

export const useConfirmReset = (): Command<{ token: string; new: string }, unknown> =>
  useCommand((body, key) => call.post('/api/auth/reset/confirm', { body, key }), { keepFresh: false });
