import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, done, keyed, onVersion, recordApi, type Schemas } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import { beginLook, type Seen } from './seeAs';

export type Member = Schemas['MemberView'];
export type MemberBody = Schemas['MemberBody'];
export type Reasons = Schemas['Reasons'];
export type Reason = Schemas['Reason'];

const place = (path: string, id: string) => ({ params: { path: { path, id } } });

/** The team of a record. */
export const useMembers = (path: string, id: string): UseQueryResult<Member[], Problem> =>
  useQuery<Member[], Problem>({
    queryKey: ['records', path, 'members', id],
    queryFn: ({ signal }) => body(recordApi.GET('/api/{path}/{id}/members', { ...place(path, id), signal })),
  });

export const useAddMember = (path: string, id: string): Command<MemberBody, Member> =>
  useCommand((member, key) =>
    body(recordApi.POST('/api/{path}/{id}/members', { ...place(path, id), body: member, ...keyed(key) })),
  );

export const useRemoveMember = (path: string, id: string): Command<{ user: string; version: number }, void> =>
  useCommand(({ user, version }) =>
    done(
      recordApi.DELETE('/api/{path}/{id}/members/{user}', {
        params: { path: { path, id, user } },
        ...onVersion(`"${version}"`),
      }),
    ),
  );

/** Why somebody, or oneself, sees a record. */
export const useReasons = (
  path: string,
  id: string,
  userId: string | undefined,
): UseQueryResult<Reasons, Problem> =>
  useQuery<Reasons, Problem>({
    queryKey: ['records', path, 'access', id, userId],
    queryFn: ({ signal }) =>
      body(
        recordApi.GET('/api/{path}/{id}/access', {
          params: { path: { path, id }, query: { user_id: userId } },
          signal,
        }),
      ),
  });

/** Looks with a colleague's eyes from here on; the server puts it on record. */
export const useLookAs = (): Command<{ user_id: string }, Seen> =>
  useCommand((who, key) => body(api.POST('/api/auth/see-as', { body: who, ...keyed(key) })), {
    keepFresh: false,
    onSuccess: beginLook,
  });
