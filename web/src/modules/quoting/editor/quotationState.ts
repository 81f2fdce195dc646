import type { Reference } from '../../../api/types';
import { addDays } from '../../../kit/spans';
import {
  emptyOrder,
  orderDraft,
  orderState,
  proposedOrder,
  wholeSent,
  type OrderState,
} from '../../sales/editor/orderState';
import type { OrderProposal } from '../../crm/api';
import type { Quotation, QuotationDraft } from '../api';

/** A quotation as it stands in the editor: an order's head and lines, and what only an offer has. */
export interface QuotationState extends OrderState {
  valid_until: string;
  contact: Reference | null;
  opportunity: Reference | null;
  /** Empty: that of the customer's last one. */
  language: Quotation['language'] | '';
  payment_terms: string;
  delivery_terms: string;
  shows_discount: boolean;
}

const USUALLY_VALID = 30;

const offer = (day: string) => ({
  valid_until: addDays(day, USUALLY_VALID),
  contact: null,
  opportunity: null,
  language: '' as const,
  payment_terms: '',
  delivery_terms: '',
  shows_discount: true,
});

export const emptyQuotation = (day: string): QuotationState => ({ ...emptyOrder(day), ...offer(day) });

/** A quotation that is made for an opportunity: its lines, at prices that hold every discount. */
export const proposedQuotation = (day: string, proposal: OrderProposal): QuotationState => ({
  ...proposedOrder(day, proposal),
  ...offer(day),
  party: proposal.party,
  opportunity: proposal.opportunity,
  note: '',
});

export const quotationState = (quotation: Quotation): QuotationState => ({
  ...orderState({
    ...quotation,
    ordered_on: quotation.quoted_on,
    wanted_on: null,
    lines: quotation.lines.map((line) => ({ ...line, wanted_on: null })),
  }),
  valid_until: quotation.valid_until,
  contact: quotation.contact,
  opportunity: quotation.opportunity,
  language: quotation.language,
  payment_terms: quotation.payment_terms ?? '',
  delivery_terms: quotation.delivery_terms ?? '',
  shows_discount: quotation.shows_discount,
});

/** The quotation for the server, once nothing is missing. */
export function quotationDraft(state: QuotationState): QuotationDraft | null {
  const order = orderDraft(state);
  if (order === null) return null;
  const lines = order.lines.map(({ product_id, quantity, unit_price, tax_code, unit_id }) => ({
    product_id,
    quantity,
    unit_price,
    tax_code: tax_code ?? null,
    unit_id: unit_id ?? null,
  }));
  return {
    party_id: order.party_id,
    ...(order.warehouse_id ? { warehouse_id: order.warehouse_id } : {}),
    quoted_on: state.ordered_on,
    valid_until: state.valid_until,
    prices_include_tax: state.prices_include_tax,
    contact_id: state.contact?.id ?? null,
    opportunity_id: state.opportunity?.id ?? null,
    language: state.language || null,
    payment_terms: state.payment_terms.trim() || null,
    delivery_terms: state.delivery_terms.trim() || null,
    note: state.note.trim() || null,
    shows_discount: state.shows_discount,
    ...wholeSent(state),
    lines,
  };
}
