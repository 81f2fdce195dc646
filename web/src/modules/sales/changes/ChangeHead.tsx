import { Input } from 'antd';
import { HeadStrip, StripItem } from '../../../kit/HeadStrip';
import { t } from '../../../kit/i18n';
import type { SaleHeadProps } from '../editor/SaleEditor';
import { WantedOn } from '../editor/WantedOn';
import { hasReason, type ChangeState } from './changeState';

const MOST_OF_REASON = 200;
const MOST_OF_NOTE = 1000;

/** Whose order changes, why, by when it is wanted; customer, warehouse and kind of price stay as they were agreed. */
export function ChangeHead({ state, tried, onChange, onByLine }: SaleHeadProps<ChangeState>) {
  return (
    <HeadStrip>
      <StripItem label={t('web.customer')}>
        <b>{state.party?.title}</b>
      </StripItem>
      <StripItem
        label={t('web.change.reason')}
        wide
        required
        error={tried && !hasReason(state) ? t('web.change.reason_needed') : undefined}
      >
        <Input
          aria-label={t('web.change.reason')}
          aria-required
          autoFocus
          value={state.reason}
          maxLength={MOST_OF_REASON}
          onChange={(event) => onChange({ reason: event.target.value })}
        />
      </StripItem>
      <WantedOn
        label={t('web.order.deliver_on')}
        value={state.wanted_on}
        since={state.ordered_on}
        onChange={(day) => onChange({ wanted_on: day })}
        onByLine={onByLine}
      />
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
