import { newKey } from '../kit/intent';
import { body, keyed, recordApi } from './client';
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
