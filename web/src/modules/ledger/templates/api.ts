import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import {
  api,
  body,
  keyed,
  onVersion,
  versioned,
  type PostBody,
  type Schemas,
  type Versioned,
} from '../../../api/client';
import { useCommand, type Command } from '../../../api/commands';
import type { Problem } from '../../../api/problem';

export type Template = Schemas['Template'];
export type TemplateLine = Schemas['TemplateLine'];
export type TemplateBody = PostBody<'/api/voucher-templates'>;
export type StandardVoucher = Schemas['StandardVoucher'];
export type TemplateLineBody = TemplateBody['lines'][number];

export const useTemplate = (id: string): UseQueryResult<Versioned<Template>, Problem> =>
  useQuery<Versioned<Template>, Problem>({
    queryKey: ['records', 'voucher-templates', 'document', id],
    queryFn: ({ signal }) =>
      versioned(
        api.GET('/api/voucher-templates/{template_id}', { params: { path: { template_id: id } }, signal }),
      ),
  });

/** The standard templates that the company's accounts allow, with the month's taxes; asked for only where one is wanted. */
export const useStandardVouchers = (
  period: string,
  wanted = true,
): UseQueryResult<StandardVoucher[], Problem> =>
  useQuery<StandardVoucher[], Problem>({
    queryKey: ['standard-vouchers', period],
    queryFn: ({ signal }) =>
      body(api.GET('/api/standard-vouchers', { params: { query: { period } }, signal })),
    enabled: wanted,
  });

export const useSaveTemplate = (): Command<TemplateBody, Template> =>
  useCommand((draft, key) => body(api.POST('/api/voucher-templates', { body: draft, ...keyed(key) })));

export interface TemplateChange {
  draft: TemplateBody;
  etag: string;
}

export const useChangeTemplate = (id: string): Command<TemplateChange, Template> =>
  useCommand(({ draft, etag }) =>
    body(
      api.PATCH('/api/voucher-templates/{template_id}', {
        params: { path: { template_id: id } },
        body: draft,
        ...onVersion(etag),
      }),
    ),
  );

export const useUseTemplate = (id: string): Command<string, Schemas['VoucherStatus']> =>
  useCommand((occurred_on, key) =>
    body(
      api.POST('/api/voucher-templates/{template_id}/use', {
        params: { path: { template_id: id } },
        body: { occurred_on },
        ...keyed(key),
      }),
    ),
  );

const DIMENSIONS = [
  'party_id',
  'department_id',
  'person_id',
  'product_id',
  'project_id',
  'cash_flow',
] as const;

/** A template's lines as they are sent back. */
export const linesOf = (template: Template): TemplateLineBody[] =>
  template.lines.map((line) => ({
    account: line.account_code,
    summary: line.summary,
    debit: line.debit,
    credit: line.credit,
    share_of: line.share_of,
    share: line.share,
    ...Object.fromEntries(DIMENSIONS.map((name) => [name, line[name]])),
  }));

/** A template as it is sent back, with what is changed of it. */
export const draftOf = (template: Template, changed: Partial<TemplateBody>): TemplateBody => ({
  name: template.name,
  lines: linesOf(template),
  monthly_on: template.monthly_on,
  until: template.until,
  reverses: template.reverses,
  active: template.active,
  ...changed,
});
