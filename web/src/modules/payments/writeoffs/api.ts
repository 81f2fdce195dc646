import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  api,
  body,
  keyed,
  versioned,
  type PostBody,
  type Schemas,
  type Versioned,
} from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';

export type WriteOff = Schemas['WriteOff'];
export type WriteOffDraft = PostBody<'/api/write-offs'>;
export type Reason = WriteOffDraft['reason'];

/** Why nothing comes any more, in the order of 小企业会计准则第十条. */
export const REASONS: Reason[] = ['bankrupt', 'deceased', 'overdue', 'restructured', 'disaster', 'other'];

export const useWriteOff = (id: string): UseQueryResult<Versioned<WriteOff>, Problem> =>
  useQuery<Versioned<WriteOff>, Problem>({
    queryKey: ['records', 'write-offs', 'document', id],
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/write-offs/{write_off_id}', { params: { path: { write_off_id: id } }, signal }),
      ),
  });

export const usePostWriteOff = (): Command<WriteOffDraft, Schemas['WriteOffStatus']> =>
  useCommand((draft, key) => body(api.POST('/api/write-offs', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.write-offs',
  });
