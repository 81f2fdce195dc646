import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Problem } from '../../../api/problem';
import { formatQuantity, type Decimal } from '../../../kit/decimal';
import { QuantityDialog, type OpenLine, type Previews } from '../../../kit/document/QuantityDialog';
import { t } from '../../../kit/i18n';
import type { SimpleColumn } from '../../../kit/SimpleTable';
import { partName, partsTitle, useTracked, type LyingLot } from './lots';
import { ExpiresOn, MadeOn } from './LotDays';
import {
  isNoDay,
  kindOf,
  misfit,
  readLots,
  withDays,
  type Kind,
  type LotPart,
  type TypedDays,
} from './typed';
import styles from './Lots.module.css';

export interface LotLine extends OpenLine {
  product_id: string;
  /** Lots that may be meant here, where it is not whatever lies in the warehouse. */
  lots?: { number: string; quantity: Decimal }[];
}

export interface ChosenLine {
  line_id: string;
  quantity: Decimal;
  lots?: LotPart[];
  quality?: 'free' | 'quarantine' | 'blocked';
}

interface LotQuantityDialogProps {
  title: string;
  openTitle: string;
  confirm: string;
  lines: LotLine[];
  begin: 'all' | 'nothing';
  reason?: string;
  reasonNeeded?: boolean;
  /** All of it is meant: only lots are chosen. */
  fixed?: boolean;
  warehouse?: string;
  /** Goods come in: their lots are new, and have a last day. */
  incoming?: boolean;
  /** Goods come back: where nothing is said, as they left. */
  back?: boolean;
  /** What else is shown and asked of each line, before its lots. */
  beside?: SimpleColumn<OpenLine>[];
  /** The verb that the quantities are for, where the entries it would post can be shown before. */
  previews?: Previews;
  /** What else the verb is told, and what is asked before the lines. */
  also?: Record<string, unknown>;
  above?: ReactNode;
  /** By which name the verb is told a day, where it is another than today. */
  day?: string;
  refusal?: Problem | null;
  pending?: boolean;
  onConfirm: (lines: ChosenLine[], said: Record<string, unknown>) => void;
  onCancel: () => void;
}

/** Chooses lines and quantities of a document and, of goods that are told apart, their lots or serial numbers. */
export function LotQuantityDialog({
  warehouse,
  incoming = false,
  back,
  beside = [],
  onConfirm,
  ...rest
}: LotQuantityDialogProps) {
  const tracked = useTracked(
    rest.lines.map((line) => line.product_id),
    warehouse,
  );
  const [lots, setLots] = useState<Record<string, string>>({});
  const [days, setDays] = useState<Record<string, TypedDays>>({});
  const lineOf = new Map(rest.lines.map((line) => [line.id, line]));
  const tracking = (id: string): Kind => kindOf(tracked.of.get(lineOf.get(id)?.product_id ?? ''));
  const apart = rest.lines.filter((line) => tracking(line.id) !== 'none');

  const dated = (id: string): boolean => incoming && tracking(id) !== 'none' && tracking(id) !== 'bin';
  const parts = (id: string, quantity: Decimal): LotPart[] =>
    withDays(readLots(lots[id] ?? '', quantity, tracking(id)), days[id]);
  const why = (chosen: ChosenLine[]): string[] =>
    chosen.flatMap(({ line_id, quantity }) => {
      const kind = tracking(line_id);
      const line = lineOf.get(line_id);
      if (kind === 'none' || !line) return [];
      const said = parts(line_id, quantity);
      const { made, last } = days[line_id] ?? {};
      const needed = dated(line_id);
      if (said.length === 0)
        return needed
          ? [t('web.lots.why_none', { product: line.name, lots: t(`web.lots.why_${kind}`) })]
          : [];
      if (isNoDay(made) || isNoDay(last)) return [`${line.name}: ${t('web.lots.no_day')}`];
      const misfits = misfit(said, quantity);
      if (misfits === null) return [];
      return 'twice' in misfits
        ? [t('web.lots.why_twice', { product: line.name, lot: misfits.twice })]
        : [t('web.lots.why_sum', { product: line.name, sum: misfits.sum, quantity })];
    });
  const whole = (chosen: { line_id: string; quantity: Decimal }[]): ChosenLine[] =>
    chosen.map((line) => {
      const said = tracking(line.line_id) === 'none' ? [] : parts(line.line_id, line.quantity);
      return said.length > 0 ? { ...line, lots: said } : line;
    });
  const daysOf = (line: OpenLine) => ({
    name: line.name,
    days: days[line.id],
    onChange: (next: TypedDays) => setDays((before) => ({ ...before, [line.id]: next })),
  });
  const shelfLife = (id: string) => tracked.of.get(lineOf.get(id)?.product_id ?? '')?.shelf_life_days;
  const columns: SimpleColumn<OpenLine>[] = [
    {
      key: 'lots',
      title: partsTitle(tracked.of),
      width: incoming ? 180 : 240,
      cell: (line) =>
        tracking(line.id) === 'none' ? null : (
          <>
            <Input.TextArea
              autoSize={{ minRows: 1, maxRows: 6 }}
              aria-label={`${t('web.lots.lots')} ${line.name}`}
              placeholder={
                back && tracking(line.id) === 'lot'
                  ? t('web.lots.as_left')
                  : hint(tracking(line.id), incoming)
              }
              value={lots[line.id] ?? ''}
              onChange={(event) => setLots((before) => ({ ...before, [line.id]: event.target.value }))}
            />
            {incoming ? null : (
              <Choices
                lots={
                  lineOf.get(line.id)?.lots ??
                  lying(tracked.of.get(lineOf.get(line.id)?.product_id ?? '')?.lots)
                }
                onPick={(number) =>
                  setLots((before) => ({
                    ...before,
                    [line.id]: [before[line.id] ?? '', number].filter(Boolean).join(' '),
                  }))
                }
              />
            )}
          </>
        ),
    },
    ...(incoming
      ? [
          {
            key: 'made_on',
            title: t('web.lots.made_on'),
            width: 130,
            cell: (line: OpenLine) => (dated(line.id) ? <MadeOn {...daysOf(line)} /> : null),
          },
          {
            key: 'expires_on',
            title: t('web.lots.expires_on'),
            width: 130,
            cell: (line: OpenLine) =>
              dated(line.id) ? <ExpiresOn {...daysOf(line)} shelfLife={shelfLife(line.id)} /> : null,
          },
        ]
      : []),
  ];
  return (
    <QuantityDialog
      {...rest}
      {...(apart.length > 0 || beside.length > 0
        ? { columns: [...beside, ...(apart.length > 0 ? columns : [])] }
        : {})}
      why={why}
      touched={Object.keys(lots).length > 0 || Object.keys(days).length > 0}
      whole={whole}
      onConfirm={(chosen, said) => onConfirm(whole(chosen), said)}
    />
  );
}

const hint = (tracking: Kind, comesIn: boolean): string => {
  if (tracking === 'serial') return t('web.lots.type_serial');
  if (tracking === 'bin') return t(comesIn ? 'web.lots.type_bin' : 'web.bins.in_order');
  return t(comesIn ? 'web.lots.type_lot' : 'web.lots.first_expired_first');
};

const MOST_CHOICES = 6;
const lying = (lots: LyingLot[] | undefined): { number: string; quantity: Decimal }[] =>
  (lots ?? [])
    .filter((lot) => lot.quality === 'free')
    .map((lot) => ({ number: partName(lot), quantity: lot.quantity }));

interface ChoicesProps {
  lots: { number: string; quantity: Decimal }[];
  onPick: (number: string) => void;
}

/** What lies there, first what goes first: one press puts it into the line. */
function Choices({ lots, onPick }: ChoicesProps) {
  return (
    <div className={styles.choices}>
      {lots.slice(0, MOST_CHOICES).map((lot) => (
        <button key={lot.number} type="button" className={styles.choice} onClick={() => onPick(lot.number)}>
          {lot.number} × {formatQuantity(lot.quantity)}
        </button>
      ))}
    </div>
  );
}
