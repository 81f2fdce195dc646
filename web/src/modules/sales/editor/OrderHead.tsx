import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { DayPicker } from '../../../kit/DayPicker';
import type { Condition } from '../../../api/types';
import { HeadStrip, StripItem } from '../../../kit/HeadStrip';
import { t } from '../../../kit/i18n';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import type { HeadChange, OrderState } from './orderState';
import { USUAL } from '../../stock/warehouses';
import { WantedOn } from './WantedOn';

const CUSTOMERS: Condition = { field: 'is_customer', op: 'eq', value: true };

interface OrderHeadProps {
  state: OrderState;
  partyMissing: boolean;
  onChange: (change: HeadChange) => void;
  /** Shows by when each line is wanted. */
  onByLine: (() => void) | undefined;
  /** Enter in the customer's field, once he is chosen. */
  onEnter: () => void;
  /** What is kept for the customer and may serve the order. */
  holds?: ReactNode;
}

/** Who, when, from where, at which kind of price. */
export function OrderHead({ state, partyMissing, onChange, onByLine, onEnter, holds }: OrderHeadProps) {
  return (
    <HeadStrip>
      <StripItem
        label={t('web.customer')}
        wide
        required
        error={partyMissing ? t('web.order.party_needed') : undefined}
      >
        <ReferencePicker
          label={t('web.customer')}
          required
          path="parties"
          filter={CUSTOMERS}
          value={state.party?.id}
          title={state.party?.title}
          autoFocus={state.party === null}
          onEnter={onEnter}
          onChange={(party) => onChange({ party: party ?? null })}
        />
      </StripItem>
      <StripItem label={t('web.order.date')}>
        <DayPicker
          aria-label={t('web.order.date')}
          value={state.ordered_on}
          onChange={(day) => onChange({ ordered_on: day })}
        />
      </StripItem>
      <WantedOn
        label={t('web.order.deliver_on')}
        value={state.wanted_on}
        since={state.ordered_on}
        onChange={(day) => onChange({ wanted_on: day })}
        onByLine={onByLine}
      />
      <StripItem label={t('web.warehouse')}>
        <ReferencePicker
          label={t('web.warehouse')}
          required
          path="warehouses"
          filter={USUAL}
          value={state.warehouse?.id}
          title={state.warehouse?.title}
          onChange={(warehouse) => onChange({ warehouse: warehouse ?? null })}
        />
      </StripItem>
      {holds}
      <StripItem label={t('web.order.prices')}>
        <Select
          aria-label={t('web.order.prices')}
          value={state.prices_include_tax}
          options={[
            { value: true, label: t('web.order.with_tax') },
            { value: false, label: t('web.order.without_tax') },
          ]}
          onChange={(prices_include_tax: boolean) => onChange({ prices_include_tax })}
        />
      </StripItem>
      <StripItem label={t('web.note')} wide>
        <Input
          aria-label={t('web.note')}
          value={state.note}
          maxLength={2000}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </StripItem>
    </HeadStrip>
  );
}
