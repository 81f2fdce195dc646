import { Form, Input, Select } from 'antd';
import { DayPicker } from '../../../kit/DayPicker';
import { t, tx } from '../../../kit/i18n';
import type { PaperState, TypedPaper } from './paper';

interface PaperFieldsProps {
  paper: PaperState;
  /** The person tried to save: what is missing is said. */
  tried: boolean;
  /** The bill is our own, so we are its drawer. */
  own?: boolean;
  /** Until when it should not have been due, or it may be overdue already. */
  on?: string;
}

/** What stands on a bill: its number, who promises to pay, and when. */
export function PaperFields({ paper, tried, own = false, on }: PaperFieldsProps) {
  const { typed, change } = paper;
  const missing = (bad: boolean, help: string): object =>
    tried && bad ? { validateStatus: 'error' as const, help } : {};
  const day = (name: 'issued_on' | 'due_on', label: string) => (
    <DayPicker aria-label={label} value={typed[name] || null} onChange={(day) => change({ [name]: day })} />
  );
  const text = (name: 'number' | 'sub_range' | 'drawer' | 'acceptor', label: string, longest: number) => (
    <Input
      aria-label={label}
      value={typed[name]}
      maxLength={longest}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  const overdue = on !== undefined && typed.due_on !== '' && typed.due_on < on;
  const late = typed.issued_on !== '' && typed.due_on !== '' && typed.due_on < typed.issued_on;
  return (
    <>
      <Form.Item
        label={tx('field.bill.number')}
        required
        {...missing(typed.number.trim() === '', t('web.bill.number_needed'))}
      >
        {text('number', tx('field.bill.number'), 40)}
      </Form.Item>
      <Form.Item label={tx('field.bill.kind')} required>
        <Select
          aria-label={tx('field.bill.kind')}
          value={typed.kind}
          options={(['bank', 'trade'] as const).map((value) => ({
            value,
            label: tx(`choice.bill.kind.${value}`),
          }))}
          onChange={(kind: TypedPaper['kind']) => change({ kind })}
        />
      </Form.Item>
      <Form.Item
        label={tx('field.bill.acceptor')}
        required
        {...missing(typed.acceptor.trim() === '', t('web.bill.acceptor_needed'))}
      >
        {text('acceptor', tx('field.bill.acceptor'), 100)}
      </Form.Item>
      {own ? null : (
        <Form.Item label={tx('field.bill.drawer')}>{text('drawer', tx('field.bill.drawer'), 100)}</Form.Item>
      )}
      <Form.Item
        label={tx('field.bill.issued_on')}
        required
        {...missing(typed.issued_on === '', t('web.bill.day_needed'))}
      >
        {day('issued_on', tx('field.bill.issued_on'))}
      </Form.Item>
      <Form.Item
        label={tx('field.bill.due_on')}
        required
        {...(late
          ? { validateStatus: 'error' as const, help: t('web.bill.due_too_early') }
          : overdue
            ? { validateStatus: 'warning' as const, help: t('web.bill.overdue_taken') }
            : missing(typed.due_on === '', t('web.bill.day_needed')))}
      >
        {day('due_on', tx('field.bill.due_on'))}
      </Form.Item>
      <Form.Item label={tx('field.bill.sub_range')} tooltip={t('web.bill.sub_range.why')}>
        {text('sub_range', tx('field.bill.sub_range'), 40)}
      </Form.Item>
    </>
  );
}
