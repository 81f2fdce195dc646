import { Select } from 'antd';
import { useState } from 'react';
import { asProblem } from '../../../api/problem';
import { formatQuantity, isPositive, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { Quantity } from '../../../kit/Money';
import { Page } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { useBinHouses, useInBins, useMoveBins, type InBin, type KnownBin } from '../bins/bins';
import { resolveScan } from './resolve';
import { ScanLine } from './ScanLine';
import { signal } from './signal';
import styles from './Work.module.css';

/** Moves goods by scanning: the bin they stand in, the goods, and the bin they are put into. */
export default function BinMoveWork() {
  const houses = useBinHouses();
  const [chosen, setChosen] = useState<string>();
  if (!houses.data) return <SkeletonPage />;
  const binned = houses.data.filter((house) => house.binned);
  const house = binned.find((one) => one.warehouse_id === chosen) ?? binned[0];
  if (!house) {
    return (
      <Page title={t('web.bins.move_by_scan')}>
        <EmptyState title={t('web.bins.none_binned')} why={t('web.bins.off.why')} />
      </Page>
    );
  }
  return (
    <Page
      full
      title={t('web.bins.move_by_scan')}
      facts={
        binned.length > 1 ? (
          <Select
            aria-label={t('web.warehouse')}
            value={house.warehouse_id}
            options={binned.map((one) => ({ value: one.warehouse_id, label: one.warehouse }))}
            onChange={setChosen}
          />
        ) : (
          <span>{house.warehouse}</span>
        )
      }
    >
      <Mover key={house.warehouse_id} warehouse={house.warehouse_id} />
    </Page>
  );
}

function Mover({ warehouse }: { warehouse: string }) {
  const move = useMoveBins();
  const [from, setFrom] = useState<KnownBin>();
  const [goods, setGoods] = useState<InBin>();
  const [quantity, setQuantity] = useState<Decimal | null>(null);
  const [said, setSaid] = useState<{ text: string; wrong: boolean } | null>(null);
  const found = useInBins(from ? { bin_id: from.id } : {}, from !== undefined);
  const standing = from ? (found.data?.pages.flatMap((page) => page.items) ?? []) : [];
  const here = standing.filter((row) => row.bin_id === from?.id);

  const tell = (text: string, right: boolean): void => {
    setSaid({ text, wrong: !right });
    signal(right);
  };
  const choose = (row: InBin): void => {
    setGoods(row);
    setQuantity(row.quantity);
  };
  const leave = (bin: KnownBin): void => {
    setFrom(bin);
    setGoods(undefined);
    tell(t('web.bins.scan_goods', { bin: bin.code }), true);
  };
  const put = async (row: InBin, to: KnownBin): Promise<void> => {
    if (quantity === null || !isPositive(quantity)) return tell(t('web.bins.bins_needed'), false);
    const line = {
      product_id: row.product_id,
      from_bin: row.bin ?? '',
      to_bin: to.code,
      quantity,
      ...(row.number ? { lot: row.number } : {}),
    };
    await move.mutateAsync({ warehouse_id: warehouse, lines: [line] });
    setGoods(undefined);
    const told = { product: row.product, quantity: formatQuantity(quantity), bin: to.code };
    return tell(t('web.bins.put', told), true);
  };
  const read = async (code: string): Promise<void> => {
    const lines = here.map((row) => ({
      product_id: row.product_id,
      name: row.product,
      code: row.product_code,
    }));
    const seen = await resolveScan(code, lines, [warehouse]);
    if (seen && 'bin' in seen) return goods ? put(goods, seen.bin) : leave(seen.bin);
    const product = seen?.product;
    const row = here.find(
      (one) => one.product_id === product?.product_id && (!product.lot || one.number === product.lot),
    );
    if (!row) return tell(t(from ? 'web.bins.not_in_bin' : 'web.bins.scan_bin', { code }), false);
    choose(row);
    return tell(t('web.bins.scan_to', { product: row.product }), true);
  };
  const take = (code: string): Promise<void> =>
    read(code).catch((error: unknown) => tell(asProblem(error).message, false));
  return (
    <>
      <ScanLine
        onCode={take}
        ready={from === undefined || (!found.isPending && !found.isPlaceholderData)}
        said={said ?? { text: t('web.bins.scan_bin'), wrong: false }}
        busy={move.isPending}
        label={t('web.bins.scan')}
      />
      {goods ? (
        <section className={styles.current} aria-label={goods.product}>
          <b>
            {goods.product} {goods.number}
          </b>
          <div className={styles.step}>
            <DecimalInput label={t('web.quantity')} value={quantity} onChange={setQuantity} />
            <span className="soft">{t('web.bins.scan_to', { product: goods.product })}</span>
          </div>
        </section>
      ) : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {from && found.data && here.length === 0 ? (
        <EmptyState small title={t('web.bins.empty', { bin: from.code })} />
      ) : null}
      <ul className={styles.lines}>
        {here.map((row) => (
          <li key={row.id} className={styles.line} data-current={row.id === goods?.id || undefined}>
            <button type="button" className={styles.what} onClick={() => choose(row)}>
              <b>{row.product}</b>
              <span className="soft">
                {row.product_code} {row.number}
              </span>
            </button>
            <Quantity value={row.quantity} unit={row.unit} />
          </li>
        ))}
      </ul>
    </>
  );
}
