import { Checkbox, Input, Select } from 'antd';
import type { Condition } from '../../../api/types';
import { DayPicker } from '../../../kit/DayPicker';
import { StripItem } from '../../../kit/HeadStrip';
import { t, tx } from '../../../kit/i18n';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { SaleHead } from '../../sales/editor/OrderHead';
import type { SaleHeadProps } from '../../sales/editor/SaleEditor';
import type { QuotationState } from './quotationState';

const MOST = 1000;

/** Who is offered what until when, in which language, on which terms. */
export function QuotationHead(props: SaleHeadProps<QuotationState>) {
  const { state, onChange } = props;
  const his: Condition | undefined = state.party
    ? { field: 'party_id', op: 'eq', value: state.party.id }
    : undefined;
  return (
    <SaleHead
      {...props}
      onChange={(change) =>
        // Contact and opportunity were the other customer's.
        onChange('party' in change ? { ...change, contact: null, opportunity: null } : change)
      }
      day={t('web.quotation.date')}
      until={
        <StripItem label={t('web.quotation.valid_until')}>
          <DayPicker
            aria-label={t('web.quotation.valid_until')}
            value={state.valid_until}
            onChange={(valid_until) => onChange({ valid_until })}
          />
        </StripItem>
      }
    >
      <StripItem label={tx('field.quotation.contact_id')}>
        <ReferencePicker
          label={tx('field.quotation.contact_id')}
          path="contacts"
          filter={his}
          disabled={state.party === null}
          value={state.contact?.id}
          title={state.contact?.title}
          onChange={(contact) => onChange({ contact: contact ?? null })}
        />
      </StripItem>
      <StripItem label={tx('field.quotation.opportunity_id')}>
        <ReferencePicker
          label={tx('field.quotation.opportunity_id')}
          path="opportunities"
          filter={his}
          disabled={state.party === null}
          value={state.opportunity?.id}
          title={state.opportunity?.title}
          onChange={(opportunity) => onChange({ opportunity: opportunity ?? null })}
        />
      </StripItem>
      <StripItem label={tx('field.quotation.language')}>
        <Select
          aria-label={tx('field.quotation.language')}
          value={state.language}
          options={[
            { value: '', label: t('web.quotation.language.his') },
            { value: 'zh-CN', label: tx('choice.quotation.language.zh-CN') },
            { value: 'en', label: tx('choice.quotation.language.en') },
          ]}
          onChange={(language) => onChange({ language })}
        />
      </StripItem>
      <Terms name="payment_terms" {...props} />
      <Terms name="delivery_terms" {...props} />
      <StripItem label={t('web.discount')}>
        <Checkbox
          checked={state.shows_discount}
          onChange={(event) => onChange({ shows_discount: event.target.checked })}
        >
          {t('web.quotation.shows_discount')}
        </Checkbox>
      </StripItem>
    </SaleHead>
  );
}

interface TermsProps extends SaleHeadProps<QuotationState> {
  name: 'payment_terms' | 'delivery_terms';
}

function Terms({ name, state, onChange }: TermsProps) {
  const label = tx(`field.quotation.${name}`);
  return (
    <StripItem label={label} wide>
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: 1, maxRows: 4 }}
        maxLength={MOST}
        value={state[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </StripItem>
  );
}
