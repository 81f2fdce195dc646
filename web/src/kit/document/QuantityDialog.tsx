import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../api/problem';
import { today } from '../dates';
import { DayPicker } from '../DayPicker';
import { compare, isNegative, isPositive, parseDecimal, type Decimal } from '../decimal';
import { DecimalInput } from '../DecimalInput';
import { ErrorPanel } from '../ErrorPanel';
import { t } from '../i18n';
import { Quantity } from '../Money';
import { SimpleTable, type SimpleColumn } from '../SimpleTable';
import { PreviewEntries } from './PreviewEntries';
import styles from './QuantityDialog.module.css';

export interface OpenLine {
  id: string;
  label: ReactNode;
  /** The same in words, for readers. */
  name: string;
  /** The most that may be chosen. */
  open: Decimal;
  unit?: string;
}

type Picked = { line_id: string; quantity: Decimal };

export interface Previews {
  path: string;
  of: { id: string; verb: string };
}

interface QuantityDialogProps {
  title: string;
  openTitle: string;
  confirm: string;
  lines: OpenLine[];
  /** Begin with everything that is open, or with nothing. */
  begin: 'all' | 'nothing';
  reason?: string;
  /** Nothing is confirmed without the reason. */
  reasonNeeded?: boolean;
  /** The verb that the quantities are for, where the entries it would post can be shown before. */
  previews?: Previews;
  /** What else the verb is told, beside the lines. */
  also?: Record<string, unknown>;
  /** By which name the verb is told a day, where it is another than today. */
  day?: string;
  /** What is asked before the lines. */
  above?: ReactNode;
  /** All of it is meant: quantities are not asked for. */
  fixed?: boolean;
  /** What else is said of each line, beside its quantity. */
  columns?: SimpleColumn<OpenLine>[];
  /** What else keeps the dialog from being confirmed, in sentences. */
  why?: (chosen: Picked[]) => string[];
  /** Something was typed beside the quantities: what still lacks is told as wrong only then. */
  touched?: boolean;
  /** The lines as the verb takes them, with what else was said of them. */
  whole?: (chosen: Picked[]) => Picked[];
  /** Why the last try was refused: what was typed stays to be mended. */
  refusal?: Problem | null;
  /** A try is under way. */
  pending?: boolean;
  /** The lines, and what else the verb is told. */
  onConfirm: (lines: Picked[], said: Record<string, unknown>) => void;
  onCancel: () => void;
}

/** Chooses lines and quantities of a document: a part delivery, a return. */
export function QuantityDialog(props: QuantityDialogProps) {
  const [chosen, setChosen] = useState<Record<string, Decimal | null>>(() =>
    Object.fromEntries(props.lines.map((line) => [line.id, props.begin === 'all' ? line.open : '0'])),
  );
  const [reason, setReason] = useState('');
  const [day, setDay] = useState<string>();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const wrong = (line: OpenLine): string | null =>
    wrongQuantity(typed[line.id] ?? chosen[line.id] ?? '', line.open);
  const picked = props.lines.flatMap((line) => {
    const quantity = chosen[line.id];
    return quantity != null && isPositive(quantity) ? [{ line_id: line.id, quantity }] : [];
  });
  const why = props.why?.(picked) ?? [];
  const isTouched = props.touched === true || Object.keys(typed).length > 0;
  const said = {
    ...props.also,
    ...(props.day && day ? { [props.day]: day } : {}),
    ...(reason.trim() ? { reason: reason.trim() } : {}),
  };
  const quantityColumn: SimpleColumn<OpenLine> = {
    key: 'quantity',
    title: t('web.quantity'),
    numeric: true,
    width: 140,
    cell: (line) => (
      <div className={wrong(line) ? styles.wrong : undefined}>
        <DecimalInput
          label={`${t('web.quantity')} ${line.name}`}
          onTyped={(text) => setTyped((before) => ({ ...before, [line.id]: text }))}
          value={chosen[line.id] ?? null}
          onChange={(quantity) => setChosen((before) => ({ ...before, [line.id]: quantity }))}
        />
        {wrong(line) ? <small role="alert">{wrong(line)}</small> : null}
      </div>
    ),
  };
  return (
    <Modal
      open
      width={props.columns?.length ? 880 : 680}
      title={props.title}
      okText={t('web.quantity.confirm', { verb: props.confirm, count: picked.length })}
      cancelText={t('web.cancel')}
      okButtonProps={{
        loading: props.pending === true,
        disabled:
          picked.length === 0 ||
          props.lines.some((line) => wrong(line) !== null) ||
          why.length > 0 ||
          (props.reasonNeeded === true && !reason.trim()),
      }}
      onOk={() => props.onConfirm(picked, said)}
      onCancel={props.onCancel}
      footer={(_, { OkBtn, CancelBtn }) => (
        <>
          {props.previews ? (
            <PreviewEntries
              {...props.previews}
              body={picked.length > 0 ? { lines: props.whole?.(picked) ?? picked, ...said } : undefined}
            />
          ) : null}
          <CancelBtn />
          <OkBtn />
        </>
      )}
    >
      {props.refusal ? <ErrorPanel error={props.refusal} /> : null}
      {props.above ? <div className={styles.above}>{props.above}</div> : null}
      {props.day ? (
        <label className={styles.day}>
          {t('web.date')}
          <DayPicker aria-label={t('web.date')} value={day ?? today()} onChange={setDay} />
        </label>
      ) : null}
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
            ...(props.fixed ? [] : [quantityColumn]),
            ...(props.columns ?? []),
          ]}
          rows={props.lines}
          rowKey={(line) => line.id}
        />
      </div>
      {why.length > 0 ? (
        <ul className={isTouched ? styles.why : styles.still} role={isTouched ? 'alert' : 'status'}>
          {why.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {props.reason ? (
        <label className={styles.reason}>
          {props.reason}
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </label>
      ) : null}
    </Modal>
  );
}

/** What is wrong with a typed quantity; null while nothing is. */
function wrongQuantity(text: string, open: Decimal): string | null {
  if (text.trim() === '') return null;
  const quantity = parseDecimal(text);
  if (quantity === null) return t('web.quantity.no_number', { text: text.trim() });
  if (isNegative(quantity)) return t('web.quantity.negative');
  return compare(quantity, open) > 0 ? t('web.too_much', { open }) : null;
}
