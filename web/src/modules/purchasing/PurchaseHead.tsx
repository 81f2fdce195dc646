import { Input, Select } from 'antd';
import { DayPicker } from '../../kit/DayPicker';
import type { Condition } from '../../api/types';
import { HeadStrip, StripItem } from '../../kit/HeadStrip';
import { t } from '../../kit/i18n';
import { ReferencePicker } from '../../kit/ReferencePicker';
import type { HeadChange, OrderState } from '../sales/editor/orderState';
import { WantedOn } from '../sales/editor/WantedOn';
import { OURS } from '../stock/warehouses';

const SUPPLIERS: Condition = { field: 'is_supplier', op: 'eq', value: true };

interface PurchaseHeadProps {
  state: OrderState;
  partyMissing: boolean;
  onChange: (change: HeadChange) => void;
  /** Shows when each line is expected. */
  onByLine: (() => void) | undefined;
  /** Enter in the supplier's field, once he is chosen. */
  onEnter: () => void;
}

/** From whom, when, into which warehouse, at which kind of price. */
export function PurchaseHead({ state, partyMissing, onChange, onByLine, onEnter }: PurchaseHeadProps) {
  return (
    <HeadStrip>
      <StripItem
        label={t('web.supplier')}
        wide
        required
        error={partyMissing ? t('web.supplier.needed') : undefined}
      >
        <ReferencePicker
          label={t('web.supplier')}
          required
          path="parties"
          filter={SUPPLIERS}
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
        label={t('web.purchase.expected')}
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
          filter={OURS}
          value={state.warehouse?.id}
          title={state.warehouse?.title}
          onChange={(warehouse) => onChange({ warehouse: warehouse ?? null })}
        />
      </StripItem>
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
