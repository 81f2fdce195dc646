import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, body, keyed, type PostBody, type Schemas } from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';

export type RoleRules = Schemas['RoleRules'];
export type PostingRule = Schemas['PostingRule'];
export type PostingRuleBody = PostBody<'/api/posting-rules'>;

export const usePostingRules = (): UseQueryResult<RoleRules[], Problem> =>
  useQuery<RoleRules[], Problem>({
    queryKey: ['posting-rules'],
    queryFn: ({ signal }) => body(api.GET('/api/posting-rules', { signal })),
  });

export const useSetPostingRule = (): Command<PostingRuleBody, RoleRules[]> =>
  useCommand((rule, key) => body(api.POST('/api/posting-rules', { body: rule, ...keyed(key) })));

export const useEndPostingRule = (): Command<string, RoleRules[]> =>
  useCommand((rule_id, key) =>
    body(api.POST('/api/posting-rules/{rule_id}/end', { params: { path: { rule_id } }, ...keyed(key) })),
  );
