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
} from '../../api/client';
import { useCommand, type Command } from '../../api/commands';
import type { Problem } from '../../api/problem';

export type Waybill = Schemas['Waybill'];
export type Brought = PostBody<'/api/deliveries/{delivery_id}/ship'>;
export type Proof = PostBody<'/api/waybills/{waybill_id}/receive'>;

export const useWaybill = (id: string): UseQueryResult<Versioned<Waybill>, Problem> =>
  useQuery<Versioned<Waybill>, Problem>({
    queryKey: ['records', 'waybills', 'document', id],
    queryFn: ({ signal }) =>
      versioned(api.GET('/api/waybills/{waybill_id}', { params: { path: { waybill_id: id } }, signal })),
  });

/** Sends goods of a delivery on their way, or says anew how a waybill goes. */
export const useShip = (delivery: string, waybill?: Waybill): Command<Brought, Waybill> =>
  useCommand((brought, key) =>
    waybill
      ? body(
          api.PATCH('/api/waybills/{waybill_id}', {
            params: { path: { waybill_id: waybill.id } },
            body: brought,
            ...onVersion(`"${waybill.version}"`),
          }),
        )
      : body(
          api.POST('/api/deliveries/{delivery_id}/ship', {
            params: { path: { delivery_id: delivery } },
            body: brought,
            ...keyed(key),
          }),
        ),
  );

export const useReceive = (waybill: string): Command<Proof, Waybill> =>
  useCommand((proof, key) =>
    body(
      api.POST('/api/waybills/{waybill_id}/receive', {
        params: { path: { waybill_id: waybill } },
        body: proof,
        ...keyed(key),
      }),
    ),
  );

export type Fulfilment = Schemas['Fulfilment'];
export type Lane = Schemas['Lane'];
export type Card = Schemas['Card'];

/** Where all that is to be brought stands; looked at anew whenever somebody comes back to it. */
export const useFulfilment = (): UseQueryResult<Fulfilment, Problem> =>
  useQuery<Fulfilment, Problem>({
    queryKey: ['records', 'fulfilment'],
    queryFn: ({ signal }) => body(api.GET('/api/fulfilment', { signal })),
  });
