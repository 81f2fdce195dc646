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

export type PickList = Schemas['PickList'];
export type PickLine = Schemas['PickLine'];

export const usePickList = (id: string): UseQueryResult<Versioned<PickList>, Problem> =>
  useQuery<Versioned<PickList>, Problem>({
    queryKey: ['records', 'pick-lists', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/pick-lists/{pick_id}', { params: { path: { pick_id: id } }, signal })),
  });

export const useMakePickList = (): Command<PostBody<'/api/pick-lists'>, PickList> =>
  useCommand((draft, key) => body(api.POST('/api/pick-lists', { body: draft, ...keyed(key) })), {
    keepAs: 'heyi.intent.pick-lists',
  });
