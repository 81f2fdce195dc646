import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { isZero } from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { SimpleTable } from '../../kit/SimpleTable';
import { sayDone } from '../../kit/toast';
import { useSetPlan, type ReceiptPlan } from './api';
import styles from './Collecting.module.css';
import { divided, isWhole, leftOf, PRESETS, type Preset, type TypedInstalment } from './plan';

interface PlanDialogProps {
  plan: ReceiptPlan;
  onClose: () => void;
}

/** Agrees on the instalments of an order: by a usual division, or line by line. */
export function PlanDialog({ plan, onClose }: PlanDialogProps) {
  const save = useSetPlan(plan.order.id);
  const [lines, setLines] = useState<TypedInstalment[]>(() => typed(plan));
  const left = leftOf(plan.gross, lines);
  const change = (at: number, said: Partial<TypedInstalment>): void =>
    setLines((before) => before.map((line, index) => (index === at ? { ...line, ...said } : line)));
  const send = (): void =>
    save.mutate(
      {
        version: plan.version,
        lines: lines.map((line) => ({
          due_on: line.due_on ?? '',
          amount: line.amount ?? '',
          note: line.note.trim() || null,
        })),
      },
      {
        onSuccess: () => {
          sayDone(t(lines.length ? 'web.collecting.saved' : 'web.collecting.removed'));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={720}
      title={t('web.collecting.plan')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !isWhole(plan.gross, lines), loading: save.isPending }}
      onOk={send}
      onCancel={onClose}
    >
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      <p className={styles.bar}>
        <span>
          {t('web.collecting.order_total')} <Money value={plan.gross} />
        </span>
        <Select<Preset>
          aria-label={t('web.collecting.preset')}
          placeholder={t('web.collecting.preset')}
          className={styles.preset}
          value={null as unknown as Preset}
          options={(Object.keys(PRESETS) as Preset[]).map((one) => ({
            value: one,
            label: t(`web.collecting.preset.${one}`),
          }))}
          onChange={(one) => setLines(divided(plan.gross, one, lines[0]?.due_on ?? today()))}
        />
      </p>
      <SimpleTable<TypedInstalment & { at: number }>
        label={t('web.collecting.plan')}
        columns={[
          { key: 'position', title: t('web.collecting.position'), width: 48, cell: (line) => line.at + 1 },
          {
            key: 'due',
            title: t('web.collecting.due_on'),
            width: 160,
            cell: (line) => (
              <DayPicker
                aria-label={`${t('web.collecting.due_on')} ${line.at + 1}`}
                value={line.due_on ?? ''}
                onChange={(day) => change(line.at, { due_on: day || null })}
              />
            ),
          },
          {
            key: 'amount',
            title: t('web.collecting.amount'),
            width: 150,
            cell: (line) => (
              <DecimalInput
                label={`${t('web.collecting.amount')} ${line.at + 1}`}
                value={line.amount}
                onChange={(amount) => change(line.at, { amount })}
              />
            ),
          },
          {
            key: 'note',
            title: t('web.note'),
            cell: (line) => (
              <Input
                aria-label={`${t('web.note')} ${line.at + 1}`}
                value={line.note}
                maxLength={200}
                onChange={(event) => change(line.at, { note: event.target.value })}
              />
            ),
          },
          {
            key: 'remove',
            title: '',
            width: 44,
            cell: (line) => (
              <Button
                type="text"
                size="small"
                aria-label={t('web.collecting.remove', { position: line.at + 1 })}
                icon={<DeleteOutlined />}
                onClick={() => setLines((before) => before.filter((_, index) => index !== line.at))}
              />
            ),
          },
        ]}
        rows={lines.map((line, at) => ({ ...line, at }))}
        rowKey={(line) => String(line.at)}
      />
      <p className={styles.bar}>
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() =>
            setLines((before) => [...before, { due_on: null, amount: isZero(left) ? null : left, note: '' }])
          }
        >
          {t('web.collecting.add')}
        </Button>
        {isZero(left) || lines.length === 0 ? null : (
          <span className="negative" role="status">
            {t('web.collecting.left')} <Money value={left} />
          </span>
        )}
        {lines.length === 0 && plan.version > 0 ? (
          <span className="soft">{t('web.collecting.will_go')}</span>
        ) : null}
      </p>
    </Modal>
  );
}

const typed = (plan: ReceiptPlan): TypedInstalment[] =>
  plan.lines.length
    ? plan.lines.map(({ due_on, amount, note }) => ({ due_on, amount, note: note ?? '' }))
    : divided(plan.gross, 'three_seven', today());
