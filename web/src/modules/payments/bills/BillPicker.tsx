import { Form } from 'antd';
import type { Condition } from '../../../api/types';
import { t, tx } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { useBill } from './api';

const IN_HAND: Condition = {
  and: [
    { field: 'side', op: 'eq', value: 'received' },
    { field: 'state', op: 'eq', value: 'held' },
  ],
};

interface BillPickerProps {
  value: string | undefined;
  tried: boolean;
  onChange: (id: string | undefined) => void;
}

/** Chooses one of the bills in hand, and says how much is left of it and when it is due. */
export function BillPicker({ value, tried, onChange }: BillPickerProps) {
  const bill = useBill(value ?? '');
  const found = value ? bill.data?.value : undefined;
  return (
    <Form.Item
      label={tx('record.bill')}
      required
      {...(tried && !value ? { validateStatus: 'error' as const, help: t('web.bill.choose') } : {})}
      extra={
        found ? (
          <>
            {found.party.title}　{tx('field.bill.due_on')} {found.due_on}　{tx('field.bill.remaining')}{' '}
            <Money value={found.remaining} />
          </>
        ) : null
      }
    >
      <ReferencePicker
        label={tx('record.bill')}
        required
        path="bills"
        filter={IN_HAND}
        value={value}
        title={found?.number}
        onChange={(chosen) => onChange(chosen?.id)}
      />
    </Form.Item>
  );
}
