import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  api,
  body,
  done,
  keyed,
  onVersion,
  versioned,
  type PostBody,
  type Schemas,
  type Versioned,
} from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';

export type Quotation = Schemas['Quotation'];
export type QuotationLine = Schemas['QuotationLine'];
export type QuotationVersion = Schemas['QuotationVersion'];
export type VersionChange = Schemas['VersionChange'];
export type QuotationLink = Schemas['QuotationLink'];
export type QuotationDraft = PostBody<'/api/quotations'>;
export type PublicQuotation = Schemas['PublicQuotation'];
type QuotationStatus = Schemas['QuotationStatus'];

const place = (id: string) => ({ params: { path: { quotation_id: id } } });
const key = (id: string, ...rest: string[]): string[] => ['records', 'quotations', 'document', id, ...rest];

export const useQuotation = (id: string): UseQueryResult<Versioned<Quotation>, Problem> =>
  useQuery<Versioned<Quotation>, Problem>({
    queryKey: key(id),
    queryFn: ({ signal }) => versioned(api.GET('/api/quotations/{quotation_id}', { ...place(id), signal })),
    enabled: id !== '',
  });

export const useQuotationVersions = (id: string): UseQueryResult<QuotationVersion[], Problem> =>
  useQuery<QuotationVersion[], Problem>({
    queryKey: key(id, 'versions'),
    queryFn: ({ signal }) =>
      body(api.GET('/api/quotations/{quotation_id}/versions', { ...place(id), signal })),
  });

export const useCreateQuotation = (): Command<QuotationDraft, QuotationStatus> =>
  useCommand((draft, intent) => body(api.POST('/api/quotations', { body: draft, ...keyed(intent) })), {
    keepAs: 'heyi.intent.quotations',
  });

export const useChangeQuotation = (
  id: string,
): Command<{ draft: QuotationDraft; etag: string }, QuotationStatus> =>
  useCommand(({ draft, etag }) =>
    body(api.PATCH('/api/quotations/{quotation_id}', { ...place(id), body: draft, ...onVersion(etag) })),
  );

/** The address of what was sent; `anew` another one takes its place. */
export const useShareQuotation = (id: string): Command<{ anew: boolean }, QuotationLink> =>
  useCommand(
    (said, intent) =>
      body(api.POST('/api/quotations/{quotation_id}/link', { ...place(id), body: said, ...keyed(intent) })),
    { keepFresh: false },
  );

const behind = (token: string) => ({ params: { path: { token } } });
const publicKey = (token: string): string[] => ['public-quotation', token];

export const usePublicQuotation = (token: string): UseQueryResult<PublicQuotation, Problem> =>
  useQuery<PublicQuotation, Problem>({
    queryKey: publicKey(token),
    queryFn: ({ signal }) => body(api.GET('/api/public-quotations/{token}', { ...behind(token), signal })),
    retry: false,
  });

export const useSeeQuotation = (token: string): Command<void, void> =>
  useCommand(
    (_, intent) =>
      done(api.POST('/api/public-quotations/{token}/seen', { ...behind(token), ...keyed(intent) })),
    {
      keepFresh: false,
    },
  );

export type Accepting = PostBody<'/api/public-quotations/{token}/accept'>;
export type Declining = PostBody<'/api/public-quotations/{token}/decline'>;

export const useAcceptQuotation = (token: string): Command<Accepting, PublicQuotation> =>
  useCommand(
    (said, intent) =>
      body(
        api.POST('/api/public-quotations/{token}/accept', { ...behind(token), body: said, ...keyed(intent) }),
      ),
    { keepFresh: false },
  );

export const useDeclineQuotation = (token: string): Command<Declining, PublicQuotation> =>
  useCommand(
    (said, intent) =>
      body(
        api.POST('/api/public-quotations/{token}/decline', {
          ...behind(token),
          body: said,
          ...keyed(intent),
        }),
      ),
    { keepFresh: false },
  );
