import {
  queryOptions,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
  type QueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { newKey } from '../kit/intent';
import { api, body, done, keyed, onVersion, type Schemas } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import { seenAs } from './seeAs';
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

export type Acceptance = Schemas['AcceptInvitationBody'];
export type InvitationFound = Schemas['InvitationFound'];

/** What an invitation's link is for; looking does not use it up. */
export function useFoundInvitation(token: string | undefined): UseQueryResult<InvitationFound, Problem> {
  return useQuery<InvitationFound, Problem>({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) =>
      body(api.POST('/api/invitations/find', { body: { token: token ?? '' }, signal, ...keyed(newKey()) })),
    enabled: token !== undefined,
    retry: false,
  });
}

export const useAcceptInvitation = (): Command<Acceptance, unknown> =>
  useEntry((person, key) => body(api.POST('/api/invitations/accept', { body: person, ...keyed(key) })));

export const useAskReset = (): Command<{ login: string }, Schemas['ResetAsked']> =>
  useCommand((who, key) => body(api.POST('/api/auth/reset', { body: who, ...keyed(key) })), {
    keepFresh: false,
  });

export const useConfirmReset = (): Command<Schemas['ResetBody'], void> =>
  useCommand((change, key) => done(api.POST('/api/auth/reset/confirm', { body: change, ...keyed(key) })), {
    keepFresh: false,
  });

export type TenantChoice = Schemas['TenantChoice'];

/** The companies that my login belongs to. */
export const useOwnTenants = (): UseQueryResult<TenantChoice[], Problem> =>
  useQuery<TenantChoice[], Problem>({
    queryKey: ['tenants'],
    queryFn: ({ signal }) => body(api.GET('/api/auth/tenants', { signal })),
    enabled: seenAs() === null,
    staleTime: 10 * 60_000,
  });

export const useChooseTenant = (): Command<{ tenant_id: string }, unknown> =>
  useEntry((choice, key) => body(api.POST('/api/auth/tenant', { body: choice, ...keyed(key) })));

/** Changes my name, or the language in which Heyi speaks to me. */
export function useChangeMe(): Command<Schemas['ChangeMeBody'], Me> {
  const { version } = useMe();
  return useCommand((change) =>
    body(api.PATCH('/api/auth/me', { body: change, ...onVersion(`"${version}"`) })),
  );
}
