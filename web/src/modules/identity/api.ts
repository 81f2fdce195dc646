import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, done, keyed, onVersion, versioned, type Schemas, type Versioned } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';

export type Session = Schemas['SessionView'];
export type Role = Schemas['RoleFull'];
export type Permission = Schemas['PermissionView'];
export type Invitation = Schemas['InvitationView'];
export type InvitationMade = Schemas['InvitationMade'];
export type User = Schemas['AppUserFull'];
export type ApiKey = Schemas['ApiKeyView'];

/** A thing that is made and ended, and the version it had when it was read. */
export interface Ended {
  id: string;
  version: number;
}

const tag = (version: number): string => `"${version}"`;

export const useOwnSessions = (): UseQueryResult<Session[], Problem> =>
  useQuery<Session[], Problem>({
    queryKey: ['sessions', 'own'],
    queryFn: ({ signal }) => body(api.GET('/api/auth/sessions', { signal })),
  });

export const useSessionsOf = (userId: string, enabled: boolean): UseQueryResult<Session[], Problem> =>
  useQuery<Session[], Problem>({
    queryKey: ['sessions', userId],
    queryFn: ({ signal }) =>
      body(api.GET('/api/users/{record_id}/sessions', { params: { path: { record_id: userId } }, signal })),
    enabled,
  });

export const useEndSession = (): Command<Ended, void> =>
  useCommand(({ id, version }) => {
    const place = { params: { path: { session_id: id } } };
    return done(api.DELETE('/api/auth/sessions/{session_id}', { ...place, ...onVersion(tag(version)) }));
  });

export const useChangePassword = (): Command<Schemas['ChangePasswordBody'], void> =>
  useCommand((change, key) => done(api.POST('/api/auth/password', { body: change, ...keyed(key) })));

export const useBeginTotp = (): Command<{ password: string }, Schemas['Seed']> =>
  useCommand((proof, key) => body(api.POST('/api/auth/totp/begin', { body: proof, ...keyed(key) })), {
    keepFresh: false,
  });

export const useConfirmTotp = (): Command<{ code: string }, Schemas['RecoveryCodes']> =>
  useCommand((proof, key) => body(api.POST('/api/auth/totp/confirm', { body: proof, ...keyed(key) })));

export const useDisableTotp = (): Command<Schemas['DisableTotpBody'], void> =>
  useCommand((proof, key) => done(api.POST('/api/auth/totp/disable', { body: proof, ...keyed(key) })));

export const useUser = (id: string): UseQueryResult<Versioned<User>, Problem> =>
  useQuery<Versioned<User>, Problem>({
    queryKey: ['records', 'users', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/users/{record_id}', { params: { path: { record_id: id } }, signal })),
  });

export const useChangeRolesOf = (id: string): Command<{ role_ids: string[]; etag: string }, User> =>
  useCommand(({ role_ids, etag }) => {
    const place = { params: { path: { record_id: id } } };
    return body(api.PATCH('/api/users/{record_id}', { ...place, body: { role_ids }, ...onVersion(etag) }));
  });

export interface RoleName {
  id: string;
  name: string;
  builtin: string | null;
}

const MOST_ROLES = 100;

export const useRoleNames = (enabled = true): UseQueryResult<RoleName[], Problem> =>
  useQuery<RoleName[], Problem>({
    queryKey: ['records', 'roles', 'names'],
    queryFn: async ({ signal }) => {
      const query = { fields: 'name,builtin', limit: MOST_ROLES };
      const page = await body(api.GET('/api/roles', { params: { query }, signal }));
      return page.items.map((role) => ({
        id: role.id,
        name: role.name ?? '',
        builtin: role.builtin ?? null,
      }));
    },
    enabled,
  });

/** Every role with what it allows; undefined until all are read. */
export function useRoles(names: RoleName[]): { roles: Role[] | undefined; error: Problem | null } {
  const results = useQueries({
    queries: names.map(({ id }) => ({
      queryKey: ['records', 'roles', 'document', id],
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<Role> =>
        body(api.GET('/api/roles/{record_id}', { params: { path: { record_id: id } }, signal })),
    })),
  });
  const roles = results.flatMap((result) => result.data ?? []);
  const failed = results.find((result) => result.error)?.error as Problem | undefined;
  return { roles: roles.length === names.length ? roles : undefined, error: failed ?? null };
}

export const usePermissions = (): UseQueryResult<Permission[], Problem> =>
  useQuery<Permission[], Problem>({
    queryKey: ['permissions'],
    queryFn: ({ signal }) => body(api.GET('/api/permissions', { signal })),
    staleTime: 10 * 60_000,
  });

export const useCreateRole = (): Command<Schemas['CreateRoleBody'], Role> =>
  useCommand((role, key) => body(api.POST('/api/roles', { body: role, ...keyed(key) })));

export const useChangeRole = (): Command<Ended & { permissions: string[] }, Role> =>
  useCommand(({ id, version, permissions }) => {
    const place = { params: { path: { record_id: id } } };
    return body(
      api.PATCH('/api/roles/{record_id}', { ...place, body: { permissions }, ...onVersion(tag(version)) }),
    );
  });

export const useRole = (id: string): UseQueryResult<Versioned<Role>, Problem> =>
  useQuery<Versioned<Role>, Problem>({
    queryKey: ['records', 'roles', 'document', id, 'versioned'],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/roles/{record_id}', { params: { path: { record_id: id } }, signal })),
  });

/** Changes what a role allows: rights, on which rows, with which fields. */
export const useReshapeRole = (
  id: string,
): Command<{ etag: string; change: Schemas['ChangeRoleBody'] }, Role> =>
  useCommand(({ etag, change }) => {
    const place = { params: { path: { record_id: id } } };
    return body(api.PATCH('/api/roles/{record_id}', { ...place, body: change, ...onVersion(etag) }));
  });

export const useDeleteRole = (): Command<Ended, void> =>
  useCommand(({ id, version }) => {
    const place = { params: { path: { record_id: id } } };
    return done(api.DELETE('/api/roles/{record_id}', { ...place, ...onVersion(tag(version)) }));
  });

export const useInvitations = (enabled: boolean): UseQueryResult<Invitation[], Problem> =>
  useQuery<Invitation[], Problem>({
    queryKey: ['invitations'],
    queryFn: ({ signal }) => body(api.GET('/api/invitations', { signal })),
    enabled,
  });

export const useInvite = (): Command<Schemas['InviteBody'], InvitationMade> =>
  useCommand((person, key) => body(api.POST('/api/invitations', { body: person, ...keyed(key) })));

/** A link to set a new password, for somebody whom no mail reaches. */
export const useResetLink = (): Command<string, Schemas['LinkMade']> =>
  useCommand(
    (id, key) =>
      body(
        api.POST('/api/users/{record_id}/reset-link', { params: { path: { record_id: id } }, ...keyed(key) }),
      ),
    { keepFresh: false },
  );

export const useWithdraw = (): Command<Ended, void> =>
  useCommand(({ id, version }) => {
    const place = { params: { path: { invitation_id: id } } };
    return done(api.DELETE('/api/invitations/{invitation_id}', { ...place, ...onVersion(tag(version)) }));
  });

export const useApiKeys = (): UseQueryResult<ApiKey[], Problem> =>
  useQuery<ApiKey[], Problem>({
    queryKey: ['api-keys'],
    queryFn: ({ signal }) => body(api.GET('/api/api-keys', { signal })),
  });

export const useCreateApiKey = (): Command<Schemas['CreateApiKeyBody'], Schemas['ApiKeyMade']> =>
  useCommand((wanted, key) => body(api.POST('/api/api-keys', { body: wanted, ...keyed(key) })));

export const useEndApiKey = (): Command<Ended, void> =>
  useCommand(({ id, version }) => {
    const place = { params: { path: { key_id: id } } };
    return done(api.DELETE('/api/api-keys/{key_id}', { ...place, ...onVersion(tag(version)) }));
  });
