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
import { useNoteCounted, useStockCount } from '../api';
import { useIsBinned } from '../bins/bins';
import lotStyles from '../lots/Lots.module.css';
import type { Scanned } from './known';
import { resolveScan } from './resolve';
import { ScanLine } from './ScanLine';
import { signal } from './signal';
import styles from './Work.module.css';

/** Goods that are counted, in a bin where there are any. */
interface Standing extends Scanned {
  bin: string | null;
}

const placeOf = (line: { product_id: string; bin: string | null }): string =>
  `${line.product_id} ${line.bin ?? ''}`;

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
    const said = { product_id: product.product_id, quantity, ...(product.bin ? { bin: product.bin } : {}) };
    note.mutateAsync([said]).then(
      () => tell(t('web.work.counted', { product: product.name, quantity: formatQuantity(quantity) }), true),
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
  const take = (code: string): Promise<void> =>
    resolveScan(code, { lines, warehouses: binned ? [value.warehouse_id] : [] })
      .then((seen) => {
        if (!seen) return tell(t('web.work.unknown', { code }), false);
        if ('bin' in seen) {
          setBin(seen.bin.code);
          setCurrent(undefined);
          return tell(t('web.bins.scan_goods', { bin: seen.bin.code }), true);
        }
        if ('several' in seen)
          return tell(
            t('web.work.several', { code, products: seen.several.join(t('web.list.comma')) }),
            false,
          );
        const product = seen.product;
        const own = value.lines.filter((line) => line.product_id === product.product_id);
        // The bin that was scanned last is meant, or the only one that such goods stand in.
        const where = bin ?? (own.length === 1 ? (own[0]?.bin ?? null) : null);
        if (binned && where === null) return tell(t('web.bins.scan_bin'), false);
        const here = { ...product, bin: where };
        if (oneByOne) return put(here, add(found(placeOf(here)) ?? '0', product.quantity ?? '1'));
        setCurrent(here);
        return tell(product.name, true);
      })
      .catch((error: unknown) => tell(asProblem(error).message, false));
  const open = value.lines.filter((line) => line.counted === null && (bin === null || line.bin === bin));
  const now = current ? found(placeOf(current)) : null;
  return (
    <Page title={`${t('web.count.scan')} ${value.number}`} facts={<span>{value.warehouse}</span>} full>
      <ScanLine onCode={take} ready={binned !== undefined} said={said} busy={note.isPending} />
      <div className={styles.mode}>
        <Checkbox checked={oneByOne} onChange={(event) => setOneByOne(event.target.checked)}>
          {t('web.work.one_by_one')}
        </Checkbox>
      </div>
      {current ? (
        <section className={styles.current} aria-label={current.name}>
          <b>
            {current.bin ? <span className={lotStyles.bin}>{current.bin}</span> : null} {current.name}
          </b>
          <div className={styles.step}>
            <Button
              size="large"
              aria-label={t('web.work.less', { product: current.name })}
              icon={<MinusOutlined />}
              disabled={now === null || !isPositive(now)}
              onClick={() => put(current, subtract(now ?? '1', '1'))}
            />
            <CountedInput key={`${placeOf(current)} ${now ?? ''}`} now={now} onPut={(q) => put(current, q)} />
            <Button
              size="large"
              aria-label={t('web.work.more', { product: current.name })}
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
            <button
              type="button"
              className={styles.what}
              onClick={() => setCurrent({ product_id: line.product_id, name: line.product, bin: line.bin })}
            >
              <b>{line.product}</b>
              <span className="soft">{line.product_code}</span>
              {line.bin ? <span className={lotStyles.bin}>{line.bin}</span> : null}
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
