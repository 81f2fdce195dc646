import { queryOptions, useQueryClient, useSuspenseQuery, type QueryClient } from '@tanstack/react-query';
import { api, body, done, keyed, type Schemas } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import type { Me } from './types';

export const meQuery = queryOptions<Me, Problem>({
  queryKey: ['me'],
  queryFn: () => body(api.GET('/api/auth/me')),
  staleTime: 5 * 60_000,
  retry: false,
});

export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** Whether the person holds a permission; `*` stands for all of them. */
export function useCan(): (permission: string) => boolean {
  const held = new Set(useMe().permissions);
  return (permission) => held.has('*') || held.has(permission);
}

export type SignUp = Schemas['SignUpBody'];
export type LogIn = Schemas['LogInBody'];

/** Another person may have worked here before: nothing of his stays in memory. */
const fresh = (queries: QueryClient): void => queries.clear();

function useEntry<Input>(enter: (input: Input, key: string) => Promise<unknown>): Command<Input, unknown> {
  const queries = useQueryClient();
  return useCommand(enter, { onSuccess: () => fresh(queries), keepFresh: false });
}

export const useSignUp = (): Command<SignUp, unknown> =>
  useEntry((founding, key) => body(api.POST('/api/auth/sign-up', { body: founding, ...keyed(key) })));

export const useLogIn = (): Command<LogIn, unknown> =>
  useEntry((entry, key) => body(api.POST('/api/auth/log-in', { body: entry, ...keyed(key) })));

export const useLogOut = (): Command<Record<string, never>, unknown> =>
  useEntry((_, key) => done(api.POST('/api/auth/log-out', keyed(key))));

export const useOpenDemo = (): Command<Record<string, never>, unknown> =>
  useEntry((_, key) => body(api.POST('/api/auth/demo', keyed(key))));

export const useAcceptInvitation = (): Command<{ token: string; name: string; password: string }, unknown> =>
  useEntry((person, key) => body(api.POST('/api/invitations/accept', { body: person, ...keyed(key) })));

export const useAskReset = (): Command<{ login: string }, unknown> =>
  useCommand((who, key) => body(api.POST('/api/auth/reset', { body: who, ...keyed(key) })), {
    keepFresh: false,
  });

export const useConfirmReset = (): Command<{ token: string; new: string }, unknown> =>
  useCommand((change, key) => body(api.POST('/api/auth/reset/confirm', { body: change, ...keyed(key) })), {
    keepFresh: false,
  });
