import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { Problem } from '../../../api/problem';
import {
  add,
  compare,
  formatQuantity,
  isPositive,
  isZero,
  subtract,
  type Decimal,
} from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { Quantity } from '../../../kit/Money';
import { Page } from '../../../kit/Page';
import { asProblem } from '../../../api/problem';
import { useIsBinned } from '../bins/bins';
import { partName, useTracked, type Tracked } from '../lots/lots';
import lotStyles from '../lots/Lots.module.css';
import { ExpiresOn, MadeOn } from '../lots/LotDays';
import {
  fits,
  isNoDay,
  kindOf,
  misfit,
  readLots,
  withDays,
  type Kind,
  type LotPart,
  type TypedDays,
} from '../lots/typed';
import { hasSerial, lotsScanned, lotsTyped, type LotsScanned } from './lotsScanned';
import { resolveScan } from './resolve';
import { ScanLine } from './ScanLine';
import { signal } from './signal';
import styles from './Work.module.css';

export interface ScanLineOf {
  id: string;
  product_id: string;
  name: string;
  code: string;
  barcode?: string | null | undefined;
  unit: string;
  /** The most that may be taken of the line. */
  open: Decimal;
}

interface ScanSheetProps {
  title: string;
  facts?: React.ReactNode;
  lines: ScanLineOf[];
  confirm: string;
  /** Where the goods leave or come in: its bins are scanned before the goods. */
  warehouse?: string;
  /** Goods leave: where they stand is told beside each line. */
  leaves?: boolean;
  pending: boolean;
  refusal: Problem | null;
  onConfirm: (lines: { line_id: string; quantity: Decimal; lots?: LotPart[] }[]) => void;
  onLeave: () => void;
}

/** Takes goods of a document in or out by scanning them: each scan is one more, and never more than is open. */
export function ScanSheet(props: ScanSheetProps) {
  const { lines } = props;
  const binned = useIsBinned(props.warehouse);
  const asked = binned || !props.leaves ? lines.map((line) => line.product_id) : [];
  const tracked = useTracked(asked, props.warehouse).of;
  const stands = binned && props.leaves ? tracked : NOWHERE;
  // Goods that come in without a code that says their lot: it is typed beside them.
  const [written, setWritten] = useState<Record<string, Written>>({});
  const [taken, setTaken] = useState<Record<string, Decimal>>({});
  const [said, setSaid] = useState<{ text: string; wrong: boolean } | null>(null);
  const [current, setCurrent] = useState<string>();
  // Codes come faster than the screen is drawn: what was taken is read here.
  const now = useRef(taken);
  const lots = useRef<Record<string, LotsScanned>>({});
  const [told, setTold] = useState<Record<string, LotsScanned>>({});
  const put = (line: ScanLineOf, quantity: Decimal, parts: LotsScanned): void => {
    now.current = { ...now.current, [line.id]: quantity };
    lots.current = { ...lots.current, [line.id]: parts };
    setTaken(now.current);
    setTold(lots.current);
    setCurrent(line.id);
  };
  const tell = (text: string, right: boolean): void => {
    setSaid({ text, wrong: !right });
    signal(right);
  };
  // Where a warehouse has bins, what is scanned after a bin comes out of it, or goes into it.
  const bin = useRef<string | null>(null);
  const take = (code: string): Promise<void> =>
    resolveScan(code, lines, binned && props.warehouse ? [props.warehouse] : [])
      .then((seen) => {
        if (!seen) return tell(t('web.work.unknown', { code }), false);
        if ('bin' in seen) {
          bin.current = seen.bin.code;
          return tell(t('web.bins.scan_goods', { bin: seen.bin.code }), true);
        }
        const found = seen.product;
        const own = lines.filter((line) => line.product_id === found.product_id);
        if (own.length === 0) return tell(t('web.work.not_here', { product: found.name }), false);
        const line = own.find((one) => compare(now.current[one.id] ?? '0', one.open) < 0);
        if (!line) return tell(t('web.work.enough', { product: found.name }), false);
        const more = add(now.current[line.id] ?? '0', found.quantity ?? '1');
        if (compare(more, line.open) > 0) return tell(t('web.work.enough', { product: found.name }), false);
        const before = lots.current[line.id];
        if (found.serial && hasSerial(before, found.serial))
          return tell(t('web.work.serial_again', { serial: found.serial }), false);
        put(line, more, lotsScanned(before, found, bin.current));
        return tell(
          t('web.work.taken', {
            product: line.name,
            done: formatQuantity(more),
            all: formatQuantity(line.open),
          }),
          true,
        );
      })
      .catch((error: unknown) => tell(asProblem(error).message, false));
  const chosen = lines.flatMap((line) => {
    const quantity = taken[line.id];
    if (quantity === undefined || !isPositive(quantity)) return [];
    return [{ line_id: line.id, quantity }];
  });
  const confirm = (): void =>
    props.onConfirm(
      chosen.map((line) => {
        const product = lines.find((one) => one.id === line.line_id)?.product_id ?? '';
        const typed = partsOf(written[line.line_id], line.quantity, kindOf(tracked.get(product)));
        if (typed.length > 0) return { ...line, lots: typed };
        const parts = Object.values(lots.current[line.line_id] ?? {});
        // What was added by hand says no lot: the server then takes what expires first, or asks.
        return parts.length > 0 && fits(parts, line.quantity) ? { ...line, lots: parts } : line;
      }),
    );
  const done = lines.filter((line) => compare(taken[line.id] ?? '0', line.open) === 0).length;
  return (
    <Page title={props.title} facts={props.facts} full>
      <ScanLine onCode={take} ready={binned !== undefined} said={said} />
      {props.refusal ? <ErrorPanel error={props.refusal} /> : null}
      {lines.length === 0 ? <EmptyState title={t('web.work.nothing_open')} /> : null}
      <ul className={styles.lines}>
        {lines.map((line) => (
          <Row
            key={line.id}
            line={line}
            stands={stands.get(line.product_id)}
            taken={taken[line.id] ?? '0'}
            current={line.id === current}
            parts={Object.values(told[line.id] ?? {})}
            written={written[line.id] ?? NOTHING_WRITTEN}
            kind={
              props.leaves || Object.values(told[line.id] ?? {}).some((part) => part.number)
                ? 'none'
                : kindOf(tracked.get(line.product_id))
            }
            shelfLife={tracked.get(line.product_id)?.shelf_life_days}
            onWrite={(next) => setWritten((before) => ({ ...before, [line.id]: next }))}
            onPut={(quantity) => {
              put(line, quantity, lotsTyped(lots.current[line.id], quantity, bin.current));
              setSaid(null);
            }}
          />
        ))}
      </ul>
      <div className={styles.foot}>
        <span>{t('web.work.progress', { done, all: lines.length })}</span>
        <Button size="large" onClick={props.onLeave}>
          {t('web.work.leave')}
        </Button>
        <Button
          size="large"
          type="primary"
          loading={props.pending}
          disabled={chosen.length === 0}
          onClick={confirm}
        >
          {props.confirm}
        </Button>
      </div>
    </Page>
  );
}

interface RowProps {
  line: ScanLineOf;
  stands: Tracked | undefined;
  taken: Decimal;
  /** The lots and bins that were scanned for it. */
  parts: LotPart[];
  current: boolean;
  /** How goods that come in are told apart, where that is typed. */
  kind: Kind;
  /** How long such goods last. */
  shelfLife: number | null | undefined;
  written: Written;
  onWrite: (written: Written) => void;
  onPut: (quantity: Decimal) => void;
}

/** What was typed of the lots of a line, and of their days. */
interface Written {
  lots: string;
  days?: TypedDays;
}

const NOTHING_WRITTEN: Written = { lots: '' };
const NOWHERE: ReadonlyMap<string, Tracked> = new Map();

const partsOf = (written: Written | undefined, quantity: Decimal, kind: Kind): LotPart[] =>
  written && kind !== 'none' ? withDays(readLots(written.lots, quantity, kind), written.days) : [];

interface LotFieldsProps {
  line: ScanLineOf;
  kind: 'lot' | 'serial';
  taken: Decimal;
  shelfLife: number | null | undefined;
  written: Written;
  onWrite: (written: Written) => void;
}

/** The lot and the days of the goods in hand, and what keeps them from being the quantity. */
function LotFields({ line, kind, taken, shelfLife, written, onWrite }: LotFieldsProps) {
  const parts = partsOf(written, taken, kind);
  const misfits = parts.length > 0 ? misfit(parts, taken) : null;
  const noDay = isNoDay(written.days?.made) || isNoDay(written.days?.last);
  const days = {
    name: line.name,
    days: written.days,
    onChange: (next: TypedDays) => onWrite({ ...written, days: next }),
    alone: true,
  };
  return (
    <div className={styles.lotFields}>
      <Input
        aria-label={`${t('web.lots.lots')} ${line.name}`}
        placeholder={t(`web.lots.type_${kind}`)}
        value={written.lots}
        onChange={(event) => onWrite({ ...written, lots: event.target.value })}
      />
      {kind === 'lot' ? (
        <>
          <MadeOn {...days} />
          <ExpiresOn {...days} shelfLife={shelfLife} />
        </>
      ) : null}
      {misfits ? (
        <small role="alert">
          {'twice' in misfits
            ? t('web.lots.why_twice', { product: line.name, lot: misfits.twice })
            : t('web.lots.why_sum', { product: line.name, sum: misfits.sum, quantity: taken })}
        </small>
      ) : null}
      {noDay ? <small role="alert">{t('web.lots.no_day')}</small> : null}
    </div>
  );
}

const MOST_PLACES = 3;

function Row({ line, stands, taken, parts, current, kind, shelfLife, written, onWrite, onPut }: RowProps) {
  const full = compare(taken, line.open) === 0;
  const within = (quantity: Decimal): Decimal => (compare(quantity, line.open) > 0 ? line.open : quantity);
  return (
    <li className={styles.line} data-current={current || undefined} data-full={full || undefined}>
      <div className={styles.what}>
        <b>{line.name}</b>
        <span className="soft">{line.code}</span>
        {stands?.lots.slice(0, MOST_PLACES).map((lot) => (
          <span key={`${lot.lot_id} ${lot.bin} ${lot.quality}`} className={lotStyles.bin}>
            {partName(lot)} × {formatQuantity(lot.quantity)}
          </span>
        ))}
        {parts.map((part) => (
          <b key={`${part.number} ${part.bin ?? ''}`} className={lotStyles.bin}>
            {[part.number, part.bin].filter(Boolean).join('@')} × {formatQuantity(part.quantity)}
          </b>
        ))}
        {(kind === 'lot' || kind === 'serial') && isPositive(taken) ? (
          <LotFields
            line={line}
            kind={kind}
            taken={taken}
            shelfLife={shelfLife}
            written={written}
            onWrite={onWrite}
          />
        ) : null}
      </div>
      <div className={styles.open}>
        <Quantity value={line.open} unit={line.unit} />
      </div>
      <div className={styles.step}>
        <Button
          size="large"
          aria-label={t('web.work.less', { product: line.name })}
          icon={<MinusOutlined />}
          disabled={isZero(taken)}
          onClick={() => onPut(isPositive(subtract(taken, '1')) ? subtract(taken, '1') : '0')}
        />
        <DecimalInput
          label={`${t('web.quantity')} ${line.name}`}
          value={taken}
          onChange={(quantity) => onPut(within(quantity ?? '0'))}
        />
        <Button
          size="large"
          aria-label={t('web.work.more', { product: line.name })}
          icon={<PlusOutlined />}
          disabled={full}
          onClick={() => onPut(within(add(taken, '1')))}
        />
      </div>
    </li>
  );
}
