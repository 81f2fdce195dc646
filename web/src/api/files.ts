import { newKey } from '../kit/intent';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, done, keyed, onVersion, recordApi, type Schemas } from './client';
import { useCommand, type Command } from './commands';
import type { Problem } from './problem';
import type { FileRef } from './types';

/** Where a file's bytes are to be had. */
export const fileUrl = (id: string): string => `/api/files/${encodeURIComponent(id)}/content`;

/** Sends a file as a draft of the person's own; it comes to belong to the record whose field names it. */
export async function uploadDraft(me: string, file: File): Promise<FileRef> {
  const form = new FormData();
  form.append('record', 'draft');
  form.append('record_id', me);
  form.append('file', file);
  const kept = await body(
    recordApi.POST('/api/files', {
      body: form,
      bodySerializer: (content) => content,
      ...keyed(newKey()),
    }),
  );
  return { id: kept.id, name: kept.name, size: kept.size, media_type: kept.media_type };
}

export type KeptFile = Schemas['FileView'];

/** The files that hang on a record. */
export function useFiles(record: string, id: string): UseQueryResult<KeptFile[], Problem> {
  return useQuery<KeptFile[], Problem>({
    queryKey: ['files', record, id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/files', { params: { query: { record, record_id: id } }, signal })),
  });
}

/** Puts a file on a record that is there. */
export const useUpload = (record: string, id: string): Command<File, KeptFile> =>
  useCommand(
    (file, key) => {
      const form = new FormData();
      form.append('record', record);
      form.append('record_id', id);
      form.append('file', file);
      return body(
        recordApi.POST('/api/files', { body: form, bodySerializer: (content) => content, ...keyed(key) }),
      );
    },
    { fingerprint: (file) => [record, id, file.name, file.size, file.lastModified] },
  );

export const useRemoveFile = (): Command<{ id: string; version: number }, void> =>
  useCommand(({ id, version }) =>
    done(
      api.DELETE('/api/files/{file_id}', { params: { path: { file_id: id } }, ...onVersion(`"${version}"`) }),
    ),
  );
