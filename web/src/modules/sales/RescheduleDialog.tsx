import { DatePicker, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Problem } from '../../api/problem';
import { today } from '../../kit/dates';
import { compare, subtract } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Quantity } from '../../kit/Money';
import { SimpleTable } from '../../kit/SimpleTable';
import type { Order, OrderLine } from './api';

type Days = Record<string, string | null>;

interface RescheduleDialogProps {
  order: Order;
  refusal: Problem | null;
  pending: boolean;
  onReschedule: (said: {
    deliver_on: string | null;
    lines: { line_id: string; deliver_on: string | null }[];
  }) => void;
  onCancel: () => void;
}

/** What was late before may stay so; a new day is one that somebody can keep to. */
const isGone = (before: string | null, day: string | null): boolean =>
  day !== null && day !== before && day < today();

/** By when what is still to be delivered of a promised order is wanted instead: all of it, or line by line. */
export function RescheduleDialog({ order, refusal, pending, onReschedule, onCancel }: RescheduleDialogProps) {
  const open = order.lines.filter((line) => compare(line.delivered, line.quantity) < 0);
  const [day, setDay] = useState(order.deliver_on);
  const [days, setDays] = useState<Days>(() =>
    Object.fromEntries(open.map((line) => [line.id, line.deliver_on])),
  );
  const title = t('web.order.deliver_on');
  // Every day can be typed: one that has gone by is told, not dropped.
  const pick = (
    label: string,
    before: string | null,
    value: string | null,
    onChange: (next: string | null) => void,
  ) => (
    <>
      <DatePicker
        aria-label={label}
        value={value ? dayjs(value) : null}
        status={isGone(before, value) ? 'error' : ''}
        onChange={(next) => onChange(next ? next.format('YYYY-MM-DD') : null)}
      />
      {isGone(before, value) ? (
        <small role="alert" className="negative">
          {t('web.order.reschedule.gone_by')}
        </small>
      ) : null}
    </>
  );
  return (
    <Modal
      open
      width={680}
      title={t('web.order.reschedule')}
      okText={t('web.order.reschedule')}
      cancelText={t('web.cancel')}
      okButtonProps={{ loading: pending }}
      onOk={() =>
        onReschedule({
          deliver_on: day,
          lines: open.map((line) => ({ line_id: line.id, deliver_on: days[line.id] ?? null })),
        })
      }
      onCancel={onCancel}
    >
      {refusal ? <ErrorPanel error={refusal} /> : null}
      <p>
        {title} {pick(title, order.deliver_on, day, setDay)}
      </p>
      <SimpleTable<OrderLine>
        label={t('web.lines')}
        columns={[
          { key: 'no', title: '#', width: 44, cell: (line) => <span className="soft">{line.line_no}</span> },
          { key: 'product', title: t('web.product'), cell: (line) => line.product },
          {
            key: 'open',
            title: t('web.still_open'),
            numeric: true,
            cell: (line) => <Quantity value={subtract(line.quantity, line.delivered)} unit={line.unit} />,
          },
          {
            key: 'day',
            title,
            width: 160,
            cell: (line) =>
              pick(`${title} ${line.product}`, line.deliver_on, days[line.id] ?? null, (next) =>
                setDays((before) => ({ ...before, [line.id]: next })),
              ),
          },
        ]}
        rows={open}
        rowKey={(line) => line.id}
      />
      <small className="soft">{t('web.order.reschedule.explain')}</small>
    </Modal>
  );
}
