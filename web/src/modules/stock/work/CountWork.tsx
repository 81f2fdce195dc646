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
import { resolveCode, type Scanned } from './resolve';
import { ScanLine } from './ScanLine';
import { signal } from './signal';
import styles from './Work.module.css';

/** Counts by scanning: each scan is one more of a product, or opens it for its number; all is kept at once. */
export default function CountWork() {
  const { id } = useParams({ strict: false }) as { id: string };
  const count = useStockCount(id);
  const note = useNoteCounted(id);
  const go = useGo();
  const [current, setCurrent] = useState<Scanned>();
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
  const saved = new Map(value.lines.map((line) => [line.product_id, line.counted]));
  const found = (product: string): Decimal | null =>
    counted.current.get(product) ?? saved.get(product) ?? null;

  const tell = (text: string, right: boolean): void => {
    setSaid({ text, wrong: !right });
    signal(right);
  };
  const put = (product: Scanned, quantity: Decimal): void => {
    counted.current.set(product.product_id, quantity);
    setCurrent(product);
    note.mutateAsync([{ product_id: product.product_id, quantity }]).then(
      () => tell(t('web.work.counted', { product: product.name, quantity: formatQuantity(quantity) }), true),
      (error: unknown) => {
        counted.current.delete(product.product_id);
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
  const take = (code: string): void => {
    resolveCode(code, lines)
      .then((product) => {
        if (!product) return tell(t('web.work.unknown', { code }), false);
        if (oneByOne) return put(product, add(found(product.product_id) ?? '0', product.quantity ?? '1'));
        setCurrent(product);
        return tell(product.name, true);
      })
      .catch((error: unknown) => tell(asProblem(error).message, false));
  };
  const open = value.lines.filter((line) => line.counted === null);
  const now = current ? found(current.product_id) : null;
  return (
    <Page title={`${t('web.count.scan')} ${value.number}`} facts={<span>{value.warehouse}</span>} full>
      <ScanLine onCode={take} said={said} busy={note.isPending} />
      <div className={styles.mode}>
        <Checkbox checked={oneByOne} onChange={(event) => setOneByOne(event.target.checked)}>
          {t('web.work.one_by_one')}
        </Checkbox>
      </div>
      {current ? (
        <section className={styles.current} aria-label={current.name}>
          <b>{current.name}</b>
          <div className={styles.step}>
            <Button
              size="large"
              aria-label={t('web.work.less', { product: current.name })}
              icon={<MinusOutlined />}
              disabled={now === null || !isPositive(now)}
              onClick={() => put(current, subtract(now ?? '1', '1'))}
            />
            <CountedInput
              key={`${current.product_id} ${now ?? ''}`}
              now={now}
              onPut={(q) => put(current, q)}
            />
            <Button
              size="large"
              aria-label={t('web.work.more', { product: current.name })}
              icon={<PlusOutlined />}
              onClick={() => put(current, add(now ?? '0', '1'))}
            />
          </div>
        </section>
      ) : null}
      {open.length === 0 ? <EmptyState small title={t('web.work.all_counted')} /> : null}
      <ul className={styles.lines}>
        {open.map((line) => (
          <li key={line.id} className={styles.line}>
            <button
              type="button"
              className={styles.what}
              onClick={() => setCurrent({ product_id: line.product_id, name: line.product })}
            >
              <b>{line.product}</b>
              <span className="soft">{line.product_code}</span>
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
