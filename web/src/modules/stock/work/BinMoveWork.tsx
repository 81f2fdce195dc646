import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { asProblem } from '../../../api/problem';
import { formatQuantity, isPositive } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { Quantity } from '../../../kit/Money';
import { Page } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { useBinHouses, useInBins, useMoveBins, type InBin, type KnownBin } from '../bins/bins';
import { useTracked } from '../lots/lots';
import { Quality } from '../lots/Lots';
import { choose, withRow, type Carried } from './carrying';
import type { Scanned } from './known';
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

/** All that stands in a bin, however much it is. */
function useStanding(bin: KnownBin | undefined): {
  rows: InBin[];
  found: ReturnType<typeof useInBins>;
  whole: boolean;
} {
  const found = useInBins(bin ? { bin_id: bin.id } : {}, bin !== undefined);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  useEffect(() => {
    if (bin && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [bin, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const standing = bin ? (found.data?.pages.flatMap((page) => page.items) ?? []) : [];
  const whole = !found.isPending && !found.isPlaceholderData && !hasNextPage;
  return { rows: standing.filter((row) => row.bin_id === bin?.id), found, whole };
}

function Mover({ warehouse }: { warehouse: string }) {
  const move = useMoveBins();
  const [from, setFrom] = useState<KnownBin>();
  const [carried, setCarried] = useState<Carried[]>([]);
  // A code that is scanned is taken by what the one before has left, drawn or not.
  const hand = useRef(carried);
  const [said, setSaid] = useState<{ text: string; wrong: boolean } | null>(null);
  const { rows: here, found, whole } = useStanding(from);
  const tracked = useTracked([...new Set(here.map((row) => row.product_id))], warehouse);

  const tell = (text: string, right: boolean): void => {
    setSaid({ text, wrong: !right });
    signal(right);
  };
  const carry = (next: Carried[]): void => {
    hand.current = next;
    setCarried(next);
  };
  const leave = (bin: KnownBin): void => {
    setFrom(bin);
    carry([]);
    tell(t('web.bins.scan_goods', { bin: bin.code }), true);
  };
  const put = async (to: KnownBin): Promise<void> => {
    const lines = hand.current.flatMap(({ row, quantity }) =>
      quantity !== null && isPositive(quantity)
        ? [
            {
              product_id: row.product_id,
              from_bin: row.bin ?? '',
              to_bin: to.code,
              quantity,
              quality: row.quality as 'free',
              ...(row.number ? { lot: row.number } : {}),
            },
          ]
        : [],
    );
    const [one, another] = hand.current;
    if (!one || lines.length < hand.current.length) return tell(t('web.bins.quantity_needed'), false);
    await move.mutateAsync({ warehouse_id: warehouse, lines });
    carry([]);
    if (another) return tell(t('web.bins.put_many', { count: lines.length, bin: to.code }), true);
    const told = { product: nameOf(one.row), quantity: formatQuantity(one.quantity ?? '0'), bin: to.code };
    return tell(t('web.bins.put', told), true);
  };
  const take = (scanned: Scanned): void => {
    const number = scanned.serial ?? scanned.lot;
    const serial = tracked.of.get(scanned.product_id)?.tracking === 'serial';
    const found = choose(here, hand.current, { product_id: scanned.product_id, number, serial });
    if (found === 'which') return tell(t('web.work.which_serial', { product: scanned.name }), false);
    if (found === null)
      return tell(
        t('web.bins.not_in_bin', { code: [scanned.name, number].filter(Boolean).join(' ') }),
        false,
      );
    carry(withRow(hand.current, found.row));
    const to = t('web.bins.scan_to', { product: nameOf(found.row) });
    const lots = found.row.number;
    return tell(found.chosen ? `${to} ${t('web.work.first_to_expire', { lots })}` : to, true);
  };
  const read = async (code: string): Promise<void> => {
    const lines = here.map((row) => ({
      product_id: row.product_id,
      name: row.product,
      code: row.product_code,
    }));
    const lots = here.map(({ product_id, number }) => ({ product_id, number, serial: false }));
    const inHand = hand.current.at(-1)?.row.product_id;
    const seen = await resolveScan(code, { lines, lots, warehouses: [warehouse], inHand });
    if (seen && 'bin' in seen) return hand.current.length > 0 ? put(seen.bin) : leave(seen.bin);
    if (!seen) {
      const wantsBin = from === undefined || hand.current.length > 0;
      return tell(t(wantsBin ? 'web.bins.no_bin' : 'web.work.unknown', { code }), false);
    }
    if ('several' in seen)
      return tell(t('web.work.several', { code, products: seen.several.join(t('web.list.comma')) }), false);
    return from ? take(seen.product) : tell(t('web.bins.scan_bin'), false);
  };
  const onCode = (code: string): Promise<void> =>
    read(code).catch((error: unknown) => tell(asProblem(error).message, false));
  return (
    <>
      <ScanLine
        onCode={onCode}
        ready={from === undefined || (whole && tracked.ready)}
        said={said ?? { text: t('web.bins.scan_bin'), wrong: false }}
        busy={move.isPending}
        label={t('web.bins.scan')}
      />
      {carried.length > 0 ? <Hand carried={carried} onCarry={carry} /> : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {from && found.data && here.length === 0 ? (
        <EmptyState small title={t('web.bins.empty', { bin: from.code })} />
      ) : null}
      <ul className={styles.lines}>
        {here.map((row) => (
          <li
            key={row.id}
            className={styles.line}
            data-current={carried.some((one) => one.row.id === row.id) || undefined}
          >
            <button type="button" className={styles.what} onClick={() => carry(withRow(hand.current, row))}>
              <b>{row.product}</b>
              <span className="soft">
                {row.product_code} {row.number} {row.expires_on}
              </span>
              {row.quality === 'free' ? null : <Quality quality={row.quality} />}
            </button>
            <Quantity value={row.quantity} unit={row.unit} />
          </li>
        ))}
      </ul>
    </>
  );
}

const nameOf = (row: InBin): string => [row.product, row.number].filter(Boolean).join(' ');

/** What is in hand: how many of each, and back where it is not meant. */
function Hand({ carried, onCarry }: { carried: Carried[]; onCarry: (carried: Carried[]) => void }) {
  return (
    <ul className={styles.hand} aria-label={t('web.bins.in_hand')}>
      {carried.map(({ row, quantity }) => (
        <li key={row.id} className={styles.line}>
          <div className={styles.what}>
            <b>{nameOf(row)}</b>
            <span className="soft">{row.expires_on}</span>
            {row.quality === 'free' ? null : <Quality quality={row.quality} />}
          </div>
          <div className={styles.step}>
            <DecimalInput
              label={`${t('web.quantity')} ${nameOf(row)}`}
              value={quantity}
              onChange={(next) =>
                onCarry(carried.map((one) => (one.row.id === row.id ? { row, quantity: next } : one)))
              }
            />
            <Button
              size="large"
              icon={<CloseOutlined />}
              aria-label={t('web.bins.leave_here', { product: nameOf(row) })}
              onClick={() => onCarry(carried.filter((one) => one.row.id !== row.id))}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
