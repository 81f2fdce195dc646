import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, onVersion, type PostBody, type Schemas } from './client';
import { t } from '../kit/i18n';
import { useCommand, type Command } from './commands';
import { followJob, type JobState } from './jobs';
import type { ExportRequest } from './lists';
import { Problem } from './problem';
import { readAgain } from './readAgain';
import type { Page, RecordRow } from './types';

export type MyPool = Schemas['MyPool'];
export type PoolSettings = Schemas['PoolSettings'];
export type Standing = Schemas['Standing'];
export type Simulation = Schemas['Simulation'];
export type Falling = Schemas['Falling'];
export type Night = Schemas['NightView'];
export type NightPage = Schemas['NightPage'];

/** What came of taking back a night: how many are with their owners again, and which are not and why. */
export interface NightReturned {
  returned: number;
  kept: number;
  refused: { id: string; title: string | null; reason: string }[];
}
export type Capacity = Schemas['CapacityView'];
export type SeaReport = Schemas['Bulk'];
export type Rule = Schemas['RecycleRuleBody'];
export type SettingsChange = Schemas['SettingsBody'];
export type CapacityBody = PostBody<'/api/capacity-rules'>;

export interface People {
  users: string[];
  departments: string[];
}

/** The seas that one may look into, and what is left of one's quota today. */
export const useMyPools = (enabled = true): UseQueryResult<MyPool[], Problem> =>
  useQuery<MyPool[], Problem>({
    enabled,
    queryKey: ['sea', 'mine'],
    queryFn: ({ signal }) => body(api.GET('/api/my-pools', { signal })),
  });

/** What lies in a sea, as its people see it. */
export const usePoolRecords = (
  pool: string,
  search: string,
  cursor: string | undefined,
): UseQueryResult<Page, Problem> =>
  useQuery<Page, Problem>({
    queryKey: ['sea', 'records', pool, search, cursor],
    queryFn: async ({ signal }) => {
      const query = {
        sort: '-pooled_at',
        limit: 50,
        ...(search ? { search } : {}),
        ...(cursor ? { cursor } : {}),
      };
      const fields = 'name,level,region,source,phone,previous_owner_id,pooled_at,last_followed_at';
      const found = await body(
        api.GET('/api/pools/{pool_id}/records', {
          params: { path: { pool_id: pool }, query: { ...query, ...(search ? {} : { fields }) } },
          signal,
        }),
      );
      return found as unknown as Page;
    },
    placeholderData: keepPreviousData,
  });

/** One record of a sea; opening it counts. */
export const usePoolRecord = (pool: string, id: string): UseQueryResult<RecordRow, Problem> =>
  useQuery<RecordRow, Problem>({
    queryKey: ['sea', 'record', pool, id],
    queryFn: async ({ signal }) => {
      const params = { path: { pool_id: pool, record_id: id } };
      const found = await body(api.GET('/api/pools/{pool_id}/records/{record_id}', { params, signal }));
      return found as unknown as RecordRow;
    },
    retry: false,
  });

/** Reads everything again but what looks at records that went out of sight. */
function useRereading(): (gone: (key: readonly unknown[]) => boolean) => void {
  const queries = useQueryClient();
  return (gone) => void readAgain(queries, { predicate: ({ queryKey }) => !gone(queryKey) });
}

const inSea = (key: readonly unknown[]): boolean => key[0] === 'sea' && key[1] === 'record';

export function useClaim(pool: string): Command<string[], SeaReport> {
  const reread = useRereading();
  return useCommand(
    (ids, key) =>
      body(
        api.POST('/api/pools/{pool_id}/claim', {
          params: { path: { pool_id: pool } },
          body: { ids },
          ...keyed(key),
        }),
      ),
    { keepFresh: false, onSuccess: () => reread(inSea) },
  );
}

/** Has what lies in a sea written to a file, as its list shows it. */
export const useExportPool = (pool: string): Command<ExportRequest, { job_id: string }> =>
  useCommand(
    (wanted, key) =>
      body(
        api.POST('/api/pools/{pool_id}/export', {
          params: { path: { pool_id: pool } },
          body: wanted as PostBody<'/api/pools/{pool_id}/export'>,
          ...keyed(key),
        }),
      ),
    { keepFresh: false },
  );

export const useAssign = (pool: string): Command<{ ids: string[]; user_id: string }, SeaReport> =>
  useCommand((wanted, key) =>
    body(
      api.POST('/api/pools/{pool_id}/assign', {
        params: { path: { pool_id: pool } },
        body: wanted,
        ...keyed(key),
      }),
    ),
  );

export const useMove = (pool: string): Command<{ ids: string[]; target_id: string }, SeaReport> =>
  useCommand((wanted, key) =>
    body(
      api.POST('/api/pools/{pool_id}/move', {
        params: { path: { pool_id: pool } },
        body: wanted,
        ...keyed(key),
      }),
    ),
  );

/** Has a job move everything that lies in a sea into another, and waits for its end. */
export const useMoveAll = (pool: string, onProgress: (job: JobState) => void): Command<string, number> =>
  useCommand(async (target, key) => {
    const begun = await body(
      api.POST('/api/pools/{pool_id}/move-all', {
        params: { path: { pool_id: pool } },
        body: { target_id: target },
        ...keyed(key),
      }),
    );
    const job = await followJob(begun.job_id, onProgress);
    if (job.state !== 'done') {
      throw new Problem(0, {
        title: t('web.sea.move_all.stopped'),
        detail: t('web.sea.move_all.stopped.what'),
      });
    }
    return (job.result as { moved: number }).moved;
  });

/** Puts records into a sea; whoever owned one perhaps sees it no longer. */
export function usePutBack(): Command<{ pool: string; ids: string[]; reason: string }, SeaReport> {
  const reread = useRereading();
  return useCommand(
    ({ pool, ids, reason }, key) =>
      body(
        api.POST('/api/pools/{pool_id}/put-back', {
          params: { path: { pool_id: pool } },
          body: { ids, reason },
          ...keyed(key),
        }),
      ),
    {
      keepFresh: false,
      onSuccess: (_, { ids }) => reread((key) => key.some((part) => ids.includes(String(part)))),
    },
  );
}

export const useLock = (record: string): Command<{ ids: string[]; locked: boolean }, SeaReport> =>
  useCommand(({ ids, locked }, key) => {
    const asked = { params: { path: { record } }, body: { ids }, ...keyed(key) };
    return body(
      locked
        ? api.POST('/api/standing/{record}/lock', asked)
        : api.POST('/api/standing/{record}/unlock', asked),
    );
  });

/** How we stand with one record. */
export const useStanding = (record: string, id: string, enabled = true): UseQueryResult<Standing, Problem> =>
  useQuery<Standing, Problem>({
    queryKey: ['sea', 'standing', record, id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/standing/{record}/{record_id}', {
          params: { path: { record, record_id: id } },
          signal,
        }),
      ),
    enabled,
  });

export const usePoolSettings = (pool: string): UseQueryResult<PoolSettings, Problem> =>
  useQuery<PoolSettings, Problem>({
    queryKey: ['sea', 'settings', pool],
    queryFn: ({ signal }) =>
      body(api.GET('/api/pools/{pool_id}/settings', { params: { path: { pool_id: pool } }, signal })),
  });

/** The page is drawn anew with the new version, so it is the command that tells when it is done. */
export const useSavePoolSettings = (
  pool: string,
  onSaved: () => void,
): Command<{ version: number; change: SettingsChange }, PoolSettings> =>
  useCommand(
    ({ version, change }) =>
      body(
        api.PATCH('/api/pools/{pool_id}/settings', {
          params: { path: { pool_id: pool } },
          body: change,
          ...onVersion(`"${version}"`),
        }),
      ),
    { onSuccess: onSaved },
  );

/** What falls tonight; asked with rules, what would if a sea had them. Nothing is written. */
export const useSimulate = (): Command<PostBody<'/api/recycle/simulate'>, Simulation> =>
  useCommand((asked, key) => body(api.POST('/api/recycle/simulate', { body: asked, ...keyed(key) })), {
    keepFresh: false,
  });

export const useNights = (): UseQueryResult<Night[], Problem> =>
  useQuery<Night[], Problem>({
    queryKey: ['sea', 'nights'],
    queryFn: ({ signal }) => body(api.GET('/api/recycle/nights', { signal })),
  });

export const useNight = (id: string, after: string | undefined): UseQueryResult<NightPage, Problem> =>
  useQuery<NightPage, Problem>({
    queryKey: ['sea', 'night', id, after],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/recycle/nights/{night_id}', {
          params: { path: { night_id: id }, query: after ? { after } : {} },
          signal,
        }),
      ),
  });

/** What fell in a night and was mine. */
export const useMyNight = (id: string, after: string | undefined): UseQueryResult<NightPage, Problem> =>
  useQuery<NightPage, Problem>({
    queryKey: ['sea', 'fallen', id, after],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/recycle/nights/{night_id}/mine', {
          params: { path: { night_id: id }, query: after ? { after } : {} },
          signal,
        }),
      ),
  });

/** Has a job take back a night, and waits for its end. */
export const useUndoNight = (onProgress: (job: JobState) => void): Command<string, NightReturned> =>
  useCommand(async (id, key) => {
    const begun = await body(
      api.POST('/api/recycle/nights/{night_id}/undo', { params: { path: { night_id: id } }, ...keyed(key) }),
    );
    const job = await followJob(begun.job_id, onProgress);
    if (job.state !== 'done') {
      throw new Problem(0, { title: t('web.sea.undo.stopped'), detail: t('web.sea.undo.stopped.what') });
    }
    return job.result as NightReturned;
  });

export const useCapacityRules = (): UseQueryResult<Capacity[], Problem> =>
  useQuery<Capacity[], Problem>({
    queryKey: ['sea', 'capacity'],
    queryFn: ({ signal }) => body(api.GET('/api/capacity-rules', { signal })),
  });

export const useAddCapacity = (): Command<CapacityBody, Capacity> =>
  useCommand((rule, key) => body(api.POST('/api/capacity-rules', { body: rule, ...keyed(key) })));

export const useDropCapacity = (): Command<Capacity, void> =>
  useCommand(async (rule) => {
    await api.DELETE('/api/capacity-rules/{capacity_id}', {
      params: { path: { capacity_id: rule.id } },
      ...onVersion(`"${rule.version}"`),
    });
  });
