import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { api, body, done, keyed, onVersion, type PostBody, type Schemas } from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';
import type { paths } from '../../api/schema';
import { newKey } from '../../kit/intent';

/** Told by its route: another module has a view of that name. */
export type Approval =
  paths['/api/approvals/{approval_id}']['get']['responses'][200]['content']['application/json'];
export type BoxItem = Schemas['BoxItem'];
export type Counts = Schemas['BoxCounts'];
export type Standing = Schemas['StandingView'];
export type SeenField = Schemas['SeenField'];
export type WentStep = Schemas['WentStep'];
export type Preview = Schemas['WayPreview'];
export type WayStep = Schemas['WayStep'];
export type StandIn = Schemas['StandInView'];
export type Submission = PostBody<'/api/approvals'>;
export type Asked = PostBody<'/api/approvals/preview'>;

export const BOXES = ['waiting', 'done', 'started', 'copied'] as const;
export type Box = (typeof BOXES)[number];

type BoxPage = Schemas['BoxPage'];

/** One of my boxes, page by page. */
export const useBox = (box: Box): UseInfiniteQueryResult<InfiniteData<BoxPage>, Problem> =>
  useInfiniteQuery<BoxPage, Problem, InfiniteData<BoxPage>, readonly unknown[], string | undefined>({
    queryKey: ['approvals', 'box', box],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam ? { before: pageParam } : {};
      return body(api.GET('/api/approvals/box/{box}', { params: { path: { box }, query }, signal }));
    },
    initialPageParam: undefined,
    getNextPageParam: (page) => page.before ?? undefined,
    placeholderData: keepPreviousData,
  });

export const useCounts = (): UseQueryResult<Counts, Problem> =>
  useQuery<Counts, Problem>({
    queryKey: ['approvals', 'counts'],
    queryFn: ({ signal }) => body(api.GET('/api/approvals/counts', { signal })),
  });

export const useApproval = (id: string): UseQueryResult<Approval, Problem> =>
  useQuery<Approval, Problem>({
    queryKey: ['approvals', 'one', id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/approvals/{approval_id}', { params: { path: { approval_id: id } }, signal })),
    retry: false,
  });

/** What stands about the approval of one record; asked only where its page says that something does. */
export const useStanding = (
  record: string,
  id: string,
  enabled: boolean,
): UseQueryResult<Standing, Problem> =>
  useQuery<Standing, Problem>({
    queryKey: ['approvals', 'about', record, id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/approvals/about/{record}/{record_id}', {
          params: { path: { record, record_id: id } },
          signal,
        }),
      ),
    enabled,
  });

/** Whom it would ask if it were submitted now. */
export const useWay = (asked: Asked): UseQueryResult<Preview, Problem> =>
  useQuery<Preview, Problem>({
    queryKey: ['approvals', 'preview', asked],
    queryFn: ({ signal }) =>
      body(api.POST('/api/approvals/preview', { body: asked, signal, ...keyed(newKey()) })),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const useSubmit = (): Command<Submission, Approval> =>
  useCommand((said, key) => body(api.POST('/api/approvals', { body: said, ...keyed(key) })));

/** What may be said to an approval as a whole. */
export type Word =
  | { verb: 'withdraw' | 'urge'; comment?: string }
  | { verb: 'comment'; comment: string }
  | { verb: 'copy'; people: string[]; comment?: string }
  | { verb: 'resubmit'; chosen: { step: string; user_ids: string[] }[]; comment?: string };

export const useWord = (id: string): Command<Word, Approval> =>
  useCommand((word, key) => {
    const params = { path: { approval_id: id } };
    const comment = word.comment ?? null;
    switch (word.verb) {
      case 'withdraw':
        return body(
          api.POST('/api/approvals/{approval_id}/withdraw', { params, body: { comment }, ...keyed(key) }),
        );
      case 'urge':
        return body(
          api.POST('/api/approvals/{approval_id}/urge', { params, body: { comment }, ...keyed(key) }),
        );
      case 'comment':
        return body(
          api.POST('/api/approvals/{approval_id}/comment', {
            params,
            body: { comment: word.comment },
            ...keyed(key),
          }),
        );
      case 'copy': {
        const said = { people: word.people, comment };
        return body(api.POST('/api/approvals/{approval_id}/copy', { params, body: said, ...keyed(key) }));
      }
      case 'resubmit': {
        const said = { chosen: word.chosen, comment };
        return body(api.POST('/api/approvals/{approval_id}/resubmit', { params, body: said, ...keyed(key) }));
      }
    }
  });

/** What may be said on one's task. */
export type Decision =
  | { verb: 'approve'; comment?: string; hash: string }
  | { verb: 'refuse'; comment: string }
  | { verb: 'send_back'; comment: string; step_no: number }
  | { verb: 'add_signer'; comment?: string; people: string[]; place: 'before' | 'after' | 'beside' }
  | { verb: 'hand_on'; comment?: string; user_id: string };

export const useDecide = (task: string): Command<Decision, Approval> =>
  useCommand((word, key) => {
    const params = { path: { task_id: task } };
    const comment = word.comment ?? null;
    switch (word.verb) {
      case 'approve': {
        const said = { comment, hash: word.hash };
        return body(api.POST('/api/approval-tasks/{task_id}/approve', { params, body: said, ...keyed(key) }));
      }
      case 'refuse': {
        const said = { comment: word.comment };
        return body(api.POST('/api/approval-tasks/{task_id}/refuse', { params, body: said, ...keyed(key) }));
      }
      case 'send_back': {
        const said = { comment: word.comment, step_no: word.step_no };
        return body(
          api.POST('/api/approval-tasks/{task_id}/send-back', { params, body: said, ...keyed(key) }),
        );
      }
      case 'add_signer': {
        const said = { comment, people: word.people, place: word.place };
        return body(
          api.POST('/api/approval-tasks/{task_id}/add-signers', { params, body: said, ...keyed(key) }),
        );
      }
      case 'hand_on': {
        const said = { comment, user_id: word.user_id };
        return body(api.POST('/api/approval-tasks/{task_id}/hand-on', { params, body: said, ...keyed(key) }));
      }
    }
  });

export const useStandIns = (): UseQueryResult<StandIn[], Problem> =>
  useQuery<StandIn[], Problem>({
    queryKey: ['approvals', 'stand-ins'],
    queryFn: ({ signal }) => body(api.GET('/api/approval-stand-ins', { signal })),
  });

export const useAddStandIn = (): Command<PostBody<'/api/approval-stand-ins'>, StandIn[]> =>
  useCommand((said, key) => body(api.POST('/api/approval-stand-ins', { body: said, ...keyed(key) })));

export const useEndStandIn = (): Command<StandIn, void> =>
  useCommand(({ id, version }) =>
    done(
      api.DELETE('/api/approval-stand-ins/{delegation_id}', {
        params: { path: { delegation_id: id } },
        ...onVersion(`"${version}"`),
      }),
    ),
  );
