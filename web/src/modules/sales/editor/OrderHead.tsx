import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Condition } from '../../../api/types';
import { DayPicker } from '../../../kit/DayPicker';
import { HeadStrip, StripItem } from '../../../kit/HeadStrip';
import { t } from '../../../kit/i18n';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { USUAL } from '../../stock/warehouses';
import type { HeadChange, OrderState } from './orderState';
import type { SaleHeadProps } from './SaleEditor';
import { WantedOn } from './WantedOn';

const MOST_OF_NOTE = 1000;
const CUSTOMERS: Condition = { field: 'is_customer', op: 'eq', value: true };

/** Who orders, when, by when it is wanted, from where, at which kind of price. */
export const OrderHead = (props: SaleHeadProps<OrderState>) => (
  <SaleHead
    {...props}
    day={t('web.order.date')}
    until={
      <WantedOn
        label={t('web.order.deliver_on')}
        value={props.state.wanted_on}
        since={props.state.ordered_on}
        onChange={(day) => props.onChange({ wanted_on: day })}
        onByLine={props.onByLine}
      />
    }
  />
);

interface HeadProps extends Omit<SaleHeadProps<OrderState>, 'onChange' | 'onByLine'> {
  onChange: (change: HeadChange) => void;
  /** What its own day is called, and the other day that it has. */
  day: string;
  until: ReactNode;
  /** What else its head says. */
  children?: ReactNode;
}

/** What every sale's head says. */
export function SaleHead({ state, partyMissing, onChange, onEnter, holds, day, until, children }: HeadProps) {
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
      <StripItem label={day}>
        <DayPicker
          aria-label={day}
          value={state.ordered_on}
          onChange={(chosen) => onChange({ ordered_on: chosen })}
        />
      </StripItem>
      {until}
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
      {children}
      <StripItem label={t('web.note')} wide>
        <Input
          aria-label={t('web.note')}
          value={state.note}
          maxLength={MOST_OF_NOTE}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </StripItem>
    </HeadStrip>
  );
}
