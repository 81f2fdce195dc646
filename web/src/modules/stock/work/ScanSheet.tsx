import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { Problem } from '../../../api/problem';
import { asProblem } from '../../../api/problem';
import { compare, isPositive, type Decimal } from '../../../kit/decimal';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { Page } from '../../../kit/Page';
import { useIsBinned } from '../bins/bins';
import { useTracked } from '../lots/lots';
import type { Kind, LotPart } from '../lots/typed';
import { LotQuestion } from './LotQuestion';
import { PartialQuestion } from './PartialQuestion';
import type { KnownLot, Scanned } from './known';
import { resolveScan } from './resolve';
import { ScanLine } from './ScanLine';
import { ScanRow } from './ScanRow';
import { signal } from './signal';
import {
  nameRest,
  quantityOf,
  takeExactly,
  takeMore,
  takenFrom,
  type Hand,
  type Source,
  type Taken,
} from './taking';
import {
  lacking,
  NOTHING_WRITTEN,
  partsSaid,
  progress,
  refusal,
  tooMany,
  useTaking,
  type Written,
} from './useTaking';
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
  /** Of goods of a transfer: the lots that are on their way. */
  under_way?: Source[];
}

interface ScanSheetProps {
  title: string;
  facts?: React.ReactNode;
  lines: ScanLineOf[];
  confirm: string;
  /** Where the goods leave or come in: its bins are scanned before the goods. */
  warehouse?: string;
  /** Goods leave: where they stand is told beside each line, and only what stands there is taken. */
  leaves?: boolean;
  pending: boolean;
  refusal: Problem | null;
  onConfirm: (lines: { line_id: string; quantity: Decimal; lots?: LotPart[] }[]) => void;
  onLeave: () => void;
}

/** Takes goods of a document in or out by scanning them: each scan is one more, and never more than is open. */
export function ScanSheet(props: ScanSheetProps) {
  const { lines, leaves = false } = props;
  const binned = useIsBinned(props.warehouse);
  const tracked = useTracked(
    lines.map((line) => line.product_id),
    props.warehouse,
  );
  const { handOf, put, current } = useTaking(lines, tracked.of, leaves);
  // Goods that come in without a code that says their lot: it is typed beside them.
  const [written, setWritten] = useState<Record<string, Written>>({});
  // More than a line waits for was typed: it is taken by nobody until whoever typed it decides.
  const [over, setOver] = useState<Record<string, Decimal>>({});
  const [said, setSaid] = useState<{ text: string; wrong: boolean } | null>(null);
  const [asking, setAsking] = useState(false);
  const [unknown, setUnknown] = useState<{ code: string; product: string } | null>(null);
  // Where a warehouse has bins, what is scanned after a bin comes out of it, or goes into it.
  const bin = useRef<string | null>(null);
  const [binNow, setBinNow] = useState<string | null>(null);
  const inHand = useRef<string | undefined>(undefined);
  const tell = (text: string, right: boolean): void => {
    setSaid({ text, wrong: !right });
    signal(right);
  };
  /** Keeps what was taken of a line and tells it, or tells why nothing was. */
  const settle = (line: ScanLineOf, hand: Hand, taken: Taken, number?: string): void => {
    if ('refused' in taken) return tell(refusal(line, hand, taken, { number, bin: bin.current }), false);
    inHand.current = line.product_id;
    put(line, taken.parts);
    setOver((before) => Object.fromEntries(Object.entries(before).filter(([id]) => id !== line.id)));
    const done = progress(line, quantityOf(taken.parts));
    const lots = taken.chosen.join(t('web.list.comma'));
    return tell(
      lots && hand.kind === 'lot' ? `${done} ${t('web.work.first_to_expire', { lots })}` : done,
      true,
    );
  };
  const takeGoods = (found: Scanned): void => {
    const own = lines.filter((line) => line.product_id === found.product_id);
    if (own.length === 0) return tell(t('web.work.not_here', { product: found.name }), false);
    if (found.serial && own.some((one) => handOf(one).parts.some((part) => part.number === found.serial)))
      return tell(t('web.work.serial_again', { serial: found.serial }), false);
    const line = own.find((one) => compare(quantityOf(handOf(one).parts), one.open) < 0);
    if (!line) return tell(t('web.work.enough', { product: found.name }), false);
    const hand = handOf(line);
    const number = numberOf(found, hand.kind);
    const quantity = hand.kind === 'serial' && number ? '1' : (found.quantity ?? '1');
    const taken = takeMore(hand, {
      quantity,
      number,
      made_on: found.made_on,
      expires_on: found.expires_on,
      bin: bin.current,
    });
    if ('parts' in taken && compare(quantityOf(taken.parts), line.open) > 0)
      return tell(t('web.work.enough', { product: found.name }), false);
    return settle(line, hand, taken, number);
  };
  /** A code that nothing has: the lot or serial number of the goods in hand, where they still need one. */
  const takeName = (code: string, sure = false): void => {
    const line = lines.find((one) => one.id === current);
    const parts = line && named(line, handOf(line), code);
    if (!line || !parts) return tell(t('web.work.unknown', { code }), false);
    // It may be the code of goods that nobody entered yet. Serial numbers follow each other too fast to be asked for.
    if (!sure && handOf(line).kind === 'lot') {
      setUnknown({ code, product: line.name });
      return tell(t('web.work.unknown', { code }), false);
    }
    if (
      lines.some(
        (one) => handOf(one).kind === 'serial' && handOf(one).parts.some((part) => part.number === code),
      )
    )
      return tell(t('web.work.serial_again', { serial: code }), false);
    put(line, parts);
    return tell(t('web.work.named', { product: line.name, number: code }), true);
  };
  const take = (code: string): Promise<void> => {
    setUnknown(null);
    return resolveScan(code, {
      lines,
      lots: knownLots(lines, handOf),
      warehouses: binned && props.warehouse ? [props.warehouse] : [],
      inHand: inHand.current,
    })
      .then((seen) => {
        if (!seen) return takeName(code);
        if ('several' in seen)
          return tell(
            t('web.work.several', { code, products: seen.several.join(t('web.list.comma')) }),
            false,
          );
        if ('product' in seen) return takeGoods(seen.product);
        bin.current = seen.bin.code;
        setBinNow(seen.bin.code);
        return tell(t('web.bins.scan_goods', { bin: seen.bin.code }), true);
      })
      .catch((error: unknown) => tell(asProblem(error).message, false));
  };
  const chosen = lines.filter((line) => isPositive(quantityOf(handOf(line).parts)));
  const writtenOf = (line: ScanLineOf): Written => written[line.id] ?? NOTHING_WRITTEN;
  const post = (): void => {
    setAsking(false);
    props.onConfirm(
      chosen.map((line) => {
        const hand = handOf(line);
        const lots = partsSaid(hand, writtenOf(line));
        return {
          line_id: line.id,
          quantity: quantityOf(hand.parts),
          ...(lots.length > 0 ? { lots } : {}),
        };
      }),
    );
  };
  const open = lines.filter((line) => compare(quantityOf(handOf(line).parts), line.open) < 0);
  const confirm = (): void => {
    const lacks = [
      ...lines.flatMap((line) => tooMany(line, over[line.id]) ?? []),
      ...chosen.flatMap((line) => lacking(line, handOf(line), writtenOf(line)) ?? []),
    ];
    if (lacks.length > 0) return tell(lacks.join(t('web.list.comma')), false);
    return open.length > 0 ? setAsking(true) : post();
  };
  return (
    <Page title={props.title} facts={props.facts} full>
      <ScanLine onCode={take} ready={binned !== undefined && tracked.ready} said={said} />
      {unknown ? (
        <LotQuestion
          {...unknown}
          onNo={() => setUnknown(null)}
          onYes={() => {
            setUnknown(null);
            takeName(unknown.code, true);
          }}
        />
      ) : null}
      {props.refusal ? <ErrorPanel error={props.refusal} /> : null}
      {lines.length === 0 ? <EmptyState title={t('web.work.nothing_open')} /> : null}
      <ul className={styles.lines}>
        {lines.map((line) => (
          <ScanRow
            key={line.id}
            line={line}
            hand={handOf(line)}
            bin={binNow}
            current={line.id === current}
            shelfLife={tracked.of.get(line.product_id)?.shelf_life_days}
            written={writtenOf(line)}
            onWrite={(next) => setWritten((before) => ({ ...before, [line.id]: next }))}
            onParts={(parts) => put(line, parts)}
            over={over[line.id]}
            onQuantity={(quantity) => {
              const refused = tooMany(line, quantity);
              if (!refused)
                return settle(line, handOf(line), takeExactly(handOf(line), quantity, bin.current));
              setOver((before) => ({ ...before, [line.id]: quantity }));
              return tell(refused, false);
            }}
            onSource={(source) => {
              const more = { ...source, bin: source.bin ?? bin.current, expires_on: undefined };
              settle(line, handOf(line), takeMore(handOf(line), more), source.number);
            }}
            onInstead={(part, source) =>
              settle(line, handOf(line), takenFrom(handOf(line), part, source), source.number)
            }
          />
        ))}
      </ul>
      <div className={styles.foot}>
        <span>{t('web.work.progress', { done: lines.length - open.length, all: lines.length })}</span>
        <Button size="large" onClick={props.onLeave}>
          {t('web.work.leave')}
        </Button>
        <Button
          size="large"
          type="primary"
          loading={props.pending}
          disabled={chosen.length === 0 && Object.keys(over).length === 0}
          onClick={confirm}
        >
          {props.confirm}
        </Button>
      </div>
      {asking ? (
        <PartialQuestion
          lines={lines.map((line) => ({ ...line, taken: quantityOf(handOf(line).parts) }))}
          confirm={props.confirm}
          onConfirm={post}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </Page>
  );
}

/** What a label says of goods that are told apart by lots, or by serial numbers. */
const numberOf = (found: Scanned, kind: Kind): string | undefined => {
  if (kind === 'serial') return found.serial ?? found.lot;
  return kind === 'lot' ? found.lot : undefined;
};

/** The parts of a line with a number that was scanned behind its goods; a serial number more is one piece more. */
function named(line: ScanLineOf, hand: Hand, number: string): LotPart[] | null {
  const parts = nameRest(hand, number);
  if (parts || hand.kind !== 'serial' || hand.sources !== null) return parts;
  if (compare(quantityOf(hand.parts), line.open) >= 0) return null;
  const bin = hand.parts.at(-1)?.bin ?? null;
  const more = takeMore(hand, { quantity: '1', number, bin });
  return 'parts' in more ? more.parts : null;
}

/** The lots and serial numbers that may be scanned of these lines. */
const knownLots = (lines: ScanLineOf[], handOf: (line: ScanLineOf) => Hand): KnownLot[] =>
  lines.flatMap((line) => {
    const { sources, kind } = handOf(line);
    return (sources ?? []).map(({ number }) => ({
      product_id: line.product_id,
      number,
      serial: kind === 'serial',
    }));
  });
