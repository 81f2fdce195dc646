import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useRef, useState } from 'react';
import { asProblem } from '../../../api/problem';
import { add, formatQuantity, isPositive, subtract, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Quantity } from '../../../kit/Money';
import { Page } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { useNoteCounted, useStockCount, type CountLine } from '../api';
import { Qualities } from '../CountLines';
import { useIsBinned } from '../bins/bins';
import { lineMeant } from '../counting';
import { useTracked } from '../lots/lots';
import lotStyles from '../lots/Lots.module.css';
import type { Scanned } from './known';
import { resolveScan } from './resolve';
import { ScanLine } from './ScanLine';
import { signal } from './signal';
import styles from './Work.module.css';

/** Goods that are counted: in a bin where there are any, of a lot where they are told apart. */
interface Standing {
  product_id: string;
  name: string;
  bin: string | null;
  lot: string | null;
}

const placeOf = (line: { product_id: string; bin: string | null; lot: string | null }): string =>
  `${line.product_id} ${line.bin ?? ''} ${line.lot ?? ''}`;
const nameOf = (line: Standing): string => [line.name, line.lot].filter(Boolean).join(' ');

/** Counts by scanning: each scan is one more of a product, or opens it for its number; all is kept at once. */
export default function CountWork() {
  const { id } = useParams({ strict: false }) as { id: string };
  const count = useStockCount(id);
  const note = useNoteCounted(id);
  const go = useGo();
  const [current, setCurrent] = useState<Standing>();
  const [bin, setBin] = useState<string | null>(null);
  const binned = useIsBinned(count.data?.value.warehouse_id);
  const [oneByOne, setOneByOne] = useState(true);
  const [said, setSaid] = useState<{ text: string; wrong: boolean } | null>(null);
  const counted = useRef(new Map<string, Decimal>());
  // Goods that were scanned and must say their lot or serial number: the next code may be it.
  const asked = useRef<Scanned | null>(null);
  const strange = useRef<string | null>(null);
  const tracked = useTracked(
    [...new Set((count.data?.value.lines ?? []).map((line) => line.product_id))],
    count.data?.value.warehouse_id,
  );
  if (count.isError) {
    return (
      <Page title={t('web.count.scan')}>
        <ErrorPanel error={count.error} onRetry={() => void count.refetch()} />
      </Page>
    );
  }
  const value = count.data?.value;
  if (!value) return <SkeletonPage />;
  const saved = new Map(value.lines.map((line) => [placeOf(line), line.counted]));
  const found = (place: string): Decimal | null => counted.current.get(place) ?? saved.get(place) ?? null;

  const tell = (text: string, right: boolean): void => {
    setSaid({ text, wrong: !right });
    signal(right);
  };
  const put = (product: Standing, quantity: Decimal): void => {
    counted.current.set(placeOf(product), quantity);
    setCurrent(product);
    asked.current = null;
    const where = {
      ...(product.bin ? { bin: product.bin } : {}),
      ...(product.lot ? { lot: product.lot } : {}),
    };
    note.mutateAsync([{ product_id: product.product_id, quantity, ...where }]).then(
      () =>
        tell(t('web.work.counted', { product: nameOf(product), quantity: formatQuantity(quantity) }), true),
      (error: unknown) => {
        counted.current.delete(placeOf(product));
        tell(asProblem(error).message, false);
      },
    );
  };
  const lines = value.lines.map((line) => ({
    product_id: line.product_id,
    name: line.product,
    code: line.product_code,
    barcode: line.barcode,
  }));
  const trackingOf = (product: string): string =>
    value.lines.find((line) => line.product_id === product)?.tracking ?? 'none';
  // What lies there is known by its label, though a blind sheet does not tell it.
  const lots = [
    ...value.lines.map((line) => ({ product_id: line.product_id, number: line.lot ?? '' })),
    ...[...tracked.of.values()].flatMap((one) =>
      one.lots.map((lot) => ({ product_id: one.product_id, number: lot.number })),
    ),
  ].map((lot) => ({ ...lot, serial: trackingOf(lot.product_id) === 'serial' }));
  const takeGoods = (product: Scanned): void => {
    const tracking = trackingOf(product.product_id);
    const lot = tracking === 'serial' ? (product.serial ?? product.lot) : (product.lot ?? product.serial);
    const line = lineMeant(value.lines, { product_id: product.product_id, bin, lot });
    // The bin that was scanned last is meant, or the only one that such goods stand in.
    const only = new Set(
      value.lines.filter((one) => one.product_id === product.product_id).map((one) => one.bin),
    );
    const where = bin ?? line?.bin ?? (only.size === 1 ? ([...only][0] ?? null) : null);
    if (binned && where === null) return tell(t('web.bins.scan_bin'), false);
    const number = lot ?? (tracking === 'lot' ? line?.lot : null) ?? null;
    if (tracking !== 'none' && number === null) {
      asked.current = product;
      setCurrent(undefined);
      const which = tracking === 'serial' ? 'web.work.which_serial' : 'web.work.which_lot';
      return tell(t(which, { product: product.name }), false);
    }
    const here = { product_id: product.product_id, name: product.name, bin: where, lot: number };
    const now = found(placeOf(here));
    if (tracking === 'serial' && now === '1')
      return tell(t('web.work.serial_again', { serial: number ?? '' }), false);
    if (tracking === 'serial') return put(here, '1');
    if (oneByOne) return put(here, add(now ?? '0', product.quantity ?? '1'));
    setCurrent(here);
    return tell(nameOf(here), true);
  };
  const take = (code: string): Promise<void> =>
    resolveScan(code, {
      lines,
      lots,
      warehouses: binned ? [value.warehouse_id] : [],
      inHand: asked.current?.product_id,
    })
      .then((seen) => {
        const goods = asked.current;
        // A number that nobody knows may be a misread label: read twice, it is what lies there.
        if (!seen && goods && strange.current !== code) {
          strange.current = code;
          return tell(t('web.work.strange', { code, product: goods.name }), false);
        }
        if (!seen && goods) return takeGoods({ ...goods, lot: code });
        if (!seen) return tell(t('web.work.unknown', { code }), false);
        if ('bin' in seen) {
          setBin(seen.bin.code);
          setCurrent(undefined);
          asked.current = null;
          return tell(t('web.bins.scan_goods', { bin: seen.bin.code }), true);
        }
        if ('several' in seen)
          return tell(
            t('web.work.several', { code, products: seen.several.join(t('web.list.comma')) }),
            false,
          );
        return takeGoods(seen.product);
      })
      .catch((error: unknown) => tell(asProblem(error).message, false));
  const open = value.lines.filter((line) => line.counted === null && (bin === null || line.bin === bin));
  /** A line that is pressed is counted by its number; one that says no lot yet asks for it. */
  const press = (line: CountLine): void => {
    const { product_id, product: name, bin: where, lot } = line;
    if (line.tracking === 'none' || lot) setCurrent({ product_id, name, bin: where, lot });
    else takeGoods({ product_id, name });
  };
  const now = current ? found(placeOf(current)) : null;
  return (
    <Page title={`${t('web.count.scan')} ${value.number}`} facts={<span>{value.warehouse}</span>} full>
      <ScanLine
        onCode={take}
        ready={binned !== undefined && tracked.ready}
        said={said}
        busy={note.isPending}
      />
      <div className={styles.mode}>
        <Checkbox checked={oneByOne} onChange={(event) => setOneByOne(event.target.checked)}>
          {t('web.work.one_by_one')}
        </Checkbox>
        <div className="soft">{t('web.count.all_qualities')}</div>
      </div>
      {current ? (
        <section className={styles.current} aria-label={nameOf(current)}>
          <b>
            {current.bin ? <span className={lotStyles.bin}>{current.bin}</span> : null} {nameOf(current)}
          </b>
          <div className={styles.step}>
            <Button
              size="large"
              aria-label={t('web.work.less', { product: nameOf(current) })}
              icon={<MinusOutlined />}
              disabled={now === null || !isPositive(now)}
              onClick={() => put(current, subtract(now ?? '1', '1'))}
            />
            <CountedInput key={`${placeOf(current)} ${now ?? ''}`} now={now} onPut={(q) => put(current, q)} />
            <Button
              size="large"
              aria-label={t('web.work.more', { product: nameOf(current) })}
              icon={<PlusOutlined />}
              onClick={() => put(current, add(now ?? '0', '1'))}
            />
          </div>
        </section>
      ) : null}
      {open.length === 0 ? (
        <EmptyState
          small
          title={bin === null ? t('web.work.all_counted') : t('web.bins.all_counted', { bin })}
        />
      ) : null}
      <ul className={styles.lines}>
        {open.map((line) => (
          <li key={line.id} className={styles.line}>
            <button type="button" className={styles.what} onClick={() => press(line)}>
              <b>{line.product}</b>
              {line.lot ? <b className={lotStyles.bin}>{line.lot}</b> : null}
              <span className="soft">{line.product_code}</span>
              {line.bin ? <span className={lotStyles.bin}>{line.bin}</span> : null}
              <Qualities line={line} />
            </button>
            {value.hidden ? null : <Quantity value={line.expected} unit={line.unit} />}
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <span>{t('web.count.progress', { done: value.counted_lines, all: value.line_count })}</span>
        <Button size="large" type="primary" onClick={() => go(recordUrl('stock-counts', id))}>
          {t('web.work.back_to_sheet')}
        </Button>
      </div>
    </Page>
  );
}

/** A number typed by hand; kept when the hand leaves the field or presses Enter. */
function CountedInput({ now, onPut }: { now: Decimal | null; onPut: (quantity: Decimal) => void }) {
  const [typed, setTyped] = useState<Decimal | null>(now);
  const keep = (): void => {
    if (typed !== null && typed !== now) onPut(typed);
  };
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    >
      <DecimalInput label={t('web.count.counted')} value={typed} onChange={setTyped} onBlur={keep} />
    </div>
  );
}
