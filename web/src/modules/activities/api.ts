import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, recordApi, type PostBody } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import type { RecordRow } from '../../api/types';

export type FollowUpDraft = PostBody<'/api/follow-ups'>;

/** Write down what was done; with the photos that belong to it. */
export const useFollowUp = (): Command<{ draft: FollowUpDraft; photos: File[] }, RecordRow> =>
  useCommand(
    async ({ draft, photos }, key) => {
      const made = (await body(api.POST('/api/follow-ups', { body: draft, ...keyed(key) }))) as RecordRow;
      for (const [at, photo] of photos.entries()) {
        const form = new FormData();
        form.append('record', 'follow_up');
        form.append('record_id', made.id);
        form.append('file', photo);
        await body(
          recordApi.POST('/api/files', {
            body: form,
            bodySerializer: (content) => content,
            ...keyed(`${key}-${at}`),
          }),
        );
      }
      return made;
    },
    { fingerprint: ({ draft, photos }) => [draft, photos.map((one) => [one.name, one.size])] },
  );

/** What people say again and again. */
export const usePhrases = (): UseQueryResult<string[], Problem> =>
  useQuery<string[], Problem>({
    queryKey: ['records', 'phrases', 'all'],
    queryFn: async ({ signal }) => {
      const page = await body(
        api.GET('/api/phrases', {
          params: { query: { sort: 'position', limit: 50, fields: 'words' } },
          signal,
        }),
      );
      return (page as unknown as { items: { words: string }[] }).items.map((item) => item.words);
    },
  });

type TaskVerb = 'complete' | 'reopen';

/** Say that a task is done, or that it is to be done after all. */
export const useTaskVerb = (id: string): Command<TaskVerb, RecordRow> =>
  useCommand(async (verb, key) => {
    const params = { path: { task_id: id } };
    const said =
      verb === 'complete'
        ? api.POST('/api/tasks/{task_id}/complete', { params, ...keyed(key) })
        : api.POST('/api/tasks/{task_id}/reopen', { params, ...keyed(key) });
    return (await body(said)) as RecordRow;
  });

export interface FollowUp extends RecordRow {
  content: string;
  way: string;
  happened_at: string;
  next_contact_at: string | null;
  author_id: { id: string; title: string } | null;
}

/** What was done about a lead, a deal or a customer, the latest first. */
export const useFollowUpsAbout = (record: string, id: string): UseQueryResult<FollowUp[], Problem> =>
  useQuery<FollowUp[], Problem>({
    queryKey: ['records', 'follow-ups', 'about', record, id],
    queryFn: async ({ signal }) => {
      const params = { path: { record, record_id: id } };
      const page = await body(api.GET('/api/follow-ups/about/{record}/{record_id}', { params, signal }));
      return (page as unknown as { items: FollowUp[] }).items;
    },
  });
