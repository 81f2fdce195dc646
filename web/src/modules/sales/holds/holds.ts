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
import { useRecordPage } from '../../../api/records';
import type { Condition } from '../../../api/types';
import { useAccess } from '../../../kit/access';
import { today } from '../../../kit/dates';
import type { KeptGoods } from './usualHold';

export type GoodsHold = Schemas['GoodsHold'];
export type HoldLine = Schemas['HoldLine'];
export type HoldDays = Schemas['HoldDays'];
export type HoldDaysSaid = PostBody<'/api/hold-days'>;
export type HoldDraft = PostBody<'/api/goods-holds'>;

/** A hold; an empty id asks for nothing. */
export const useGoodsHold = (id: string): UseQueryResult<Versioned<GoodsHold>, Problem> =>
  useQuery<Versioned<GoodsHold>, Problem>({
    queryKey: ['records', 'goods-holds', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/goods-holds/{hold_id}', { params: { path: { hold_id: id } }, signal })),
    enabled: id !== '',
  });

export const useHoldGoods = (): Command<HoldDraft, GoodsHold> =>
  useCommand((draft, intent) => body(api.POST('/api/goods-holds', { body: draft, ...keyed(intent) })), {
    keepAs: 'heyi.intent.goods-holds',
  });

const DAYS = ['hold-days'];

export const useHoldDays = (): UseQueryResult<HoldDays, Problem> =>
  useQuery<HoldDays, Problem>({
    queryKey: DAYS,
    queryFn: ({ signal }) => body(api.GET('/api/hold-days', { signal })),
  });

export const useSetHoldDays = (): Command<HoldDaysSaid, HoldDays> =>
  useCommand((days, intent) => body(api.POST('/api/hold-days', { body: days, ...keyed(intent) })));

/** What is kept for the customer in that warehouse, what ends first at the top; nothing for who may use none of it. */
export function useKeptFor(party: string | undefined, warehouse: string | undefined): KeptGoods[] {
  const { can, may } = useAccess();
  const leaf = (field: string, op: 'eq' | 'gte', value: string) => ({ field, op, value });
  const filter: Condition = {
    and: [
      leaf('party_id', 'eq', party ?? ''),
      leaf('warehouse_id', 'eq', warehouse ?? ''),
      leaf('state', 'eq', 'held'),
      leaf('expires_on', 'gte', today()),
    ],
  };
  const asked = { filter, fields: ['number', 'expires_on', 'opportunity_id'], sort: 'expires_on', limit: 50 };
  const usable = may('goods-holds', 'list') && can('sales.hold.manage');
  const enabled = party !== undefined && warehouse !== undefined && usable;
  const page = useRecordPage<KeptGoods>('goods-holds', asked, enabled);
  return enabled && !page.isPlaceholderData ? (page.data?.items ?? []) : [];
}
