import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { compare, isPositive, type Decimal } from '../decimal';
import { DecimalInput } from '../DecimalInput';
import { t } from '../i18n';
import { Quantity } from '../Money';
import { SimpleTable } from '../SimpleTable';
import styles from './QuantityDialog.module.css';

export interface OpenLine {
  id: string;
  label: ReactNode;
  /** The most that may be chosen. */
  open: Decimal;
  unit?: string;
}

interface QuantityDialogProps {
  title: string;
  openTitle: string;
  confirm: string;
  lines: OpenLine[];
  /** Begin with everything that is open, or with nothing. */
  begin: 'all' | 'nothing';
  reason?: string;
  onConfirm: (lines: { line_id: string; quantity: Decimal }[], reason: string) => void;
  onCancel: () => void;
}

/** Chooses lines and quantities of a document: a part delivery, a return. */
export function QuantityDialog(props: QuantityDialogProps) {
  const [chosen, setChosen] = useState<Record<string, Decimal | null>>(() =>
    Object.fromEntries(props.lines.map((line) => [line.id, props.begin === 'all' ? line.open : null])),
  );
  const [reason, setReason] = useState('');
  const tooMuch = (line: OpenLine): boolean => {
    const quantity = chosen[line.id];
    return quantity != null && (compare(quantity, line.open) > 0 || compare(quantity, '0') < 0);
  };
  const picked = props.lines.flatMap((line) => {
    const quantity = chosen[line.id];
    return quantity != null && isPositive(quantity) ? [{ line_id: line.id, quantity }] : [];
  });
  return (
    <Modal
      open
      width={680}
      title={props.title}
      okText={props.confirm}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: picked.length === 0 || props.lines.some(tooMuch) }}
      onOk={() => props.onConfirm(picked, reason.trim())}
      onCancel={props.onCancel}
    >
      <div className={styles.lines}>
        <SimpleTable<OpenLine>
          label={props.title}
          columns={[
            { key: 'label', title: t('web.product'), cell: (line) => line.label },
            {
              key: 'open',
              title: props.openTitle,
              numeric: true,
              width: 120,
              cell: (line) => <Quantity value={line.open} unit={line.unit} />,
            },
            {
              key: 'quantity',
              title: t('web.quantity'),
              numeric: true,
              width: 140,
              cell: (line) => (
                <div className={tooMuch(line) ? styles.wrong : undefined}>
                  <DecimalInput
                    label={t('web.quantity')}
                    value={chosen[line.id] ?? null}
                    onChange={(quantity) => setChosen((before) => ({ ...before, [line.id]: quantity }))}
                  />
                  {tooMuch(line) ? (
                    <small role="alert">{t('web.too_much', { open: line.open })}</small>
                  ) : null}
                </div>
              ),
            },
          ]}
          rows={props.lines}
          rowKey={(line) => line.id}
        />
      </div>
      {props.reason ? (
        <label className={styles.reason}>
          {props.reason}
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </label>
      ) : null}
    </Modal>
  );
}
