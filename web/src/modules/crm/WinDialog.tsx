import { DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { RecordMeta, RecordRow } from '../../api/types';
import { today } from '../../kit/dates';
import { compare, parseDecimal } from '../../kit/decimal';
import { t, tx } from '../../kit/i18n';
import { Money, Quantity } from '../../kit/Money';
import { useLines } from './api';
import styles from './Crm.module.css';

interface WinDialogProps {
  meta: RecordMeta;
  row: RecordRow;
  onCancel: () => void;
  onSay: (said: Record<string, unknown>) => void;
}

interface Typed {
  amount?: string;
  won_on?: Dayjs | null;
  note?: string;
}

/** Asks for how much and since when the customer bought, before the deal ends. */
export function WinDialog({ meta, row, onCancel, onSay }: WinDialogProps) {
  const [form] = Form.useForm<Typed>();
  const field = meta.fields.find((item) => item.name === 'amount');
  const amount = typeof row.amount === 'string' ? row.amount : null;
  // The sum of lines is told; what is hidden from the reader is neither told nor asked.
  const mayType = amount !== null && row.has_lines !== true && field?.access === 'editable';
  const now = dayjs(today());
  const lines = useLines(row.id).data?.value.lines ?? [];
  const short = lines.filter(
    ({ quantity, available }) => available !== null && compare(quantity, available) > 0,
  );
  return (
    <Modal
      open
      title={t('web.opportunity.win')}
      okText={t('web.opportunity.win.do')}
      cancelText={t('web.cancel')}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ amount: amount ?? '', won_on: now }}
        onFinish={(typed) => {
          const said = parseDecimal(typed.amount ?? '');
          onSay({
            won_on: (typed.won_on ?? now).format('YYYY-MM-DD'),
            note: typed.note?.trim() || null,
            ...(mayType && said !== null ? { amount: said } : {}),
          });
        }}
      >
        {short.length > 0 ? (
          <div className={styles.warning} role="alert">
            <p>{t('web.opportunity.short')}</p>
            <ul>
              {short.map((line) => (
                <li key={line.id}>
                  {line.product}: {t('web.quantity')} <Quantity value={line.quantity} unit={line.unit} /> ·{' '}
                  {t('web.available')} <Quantity value={line.available} unit={line.unit} />
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {mayType ? (
          <Form.Item
            name="amount"
            label={tx('field.opportunity.amount')}
            rules={[
              {
                validator: (_, text: string | undefined) => {
                  const said = parseDecimal(text ?? '');
                  return said === null || compare(said, '0') < 0
                    ? Promise.reject(new Error(t('web.opportunity.amount.wrong')))
                    : Promise.resolve();
                },
              },
            ]}
          >
            <Input inputMode="decimal" autoFocus />
          </Form.Item>
        ) : amount !== null ? (
          <Form.Item label={tx('field.opportunity.amount')}>
            <Money value={amount} />
          </Form.Item>
        ) : null}
        <Form.Item
          name="won_on"
          label={tx('field.opportunity.won_on')}
          rules={[{ required: true, message: t('web.opportunity.won_on.required') }]}
        >
          <DatePicker minDate={dayjs('1980-01-01')} maxDate={now} allowClear={false} />
        </Form.Item>
        <Form.Item name="note" label={t('web.crm_reason.more')}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
