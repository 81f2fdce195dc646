import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useAccess } from '../../../kit/access';
import { ConfirmButton } from '../../../kit/ConfirmButton';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { DataTable, type Column } from '../../../kit/list/DataTable';
import { SearchBox } from '../../../kit/list/SearchBox';
import { Quantity } from '../../../kit/Money';
import { Page } from '../../../kit/Page';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { SkeletonRows } from '../../../kit/Skeleton';
import { sayDone } from '../../../kit/toast';
import { Quality } from '../lots/Lots';
import pageStyles from '../OnHandPage.module.css';
import { useBinHouses, useInBins, useSwitchBins, type BinHouse, type InBin } from './bins';
import { MakeBinsDialog } from './MakeBinsDialog';
import { MoveBinDialog } from './MoveBinDialog';
import { SwitchOnDialog } from './SwitchOnDialog';

interface View {
  q?: string;
  warehouse?: string;
  bin?: string;
  product?: string;
}

/** 库位库存: what stands in which bin of a warehouse, and the way to bins where there are none yet. */
export default function BinStockPage() {
  const view = useSearch({ strict: false }) as View;
  const navigate = useNavigate();
  const change = useCallback(
    (next: View) =>
      void navigate({
        to: '.',
        search: ((before: object) => ({ ...before, ...next })) as never,
        replace: true,
      }),
    [navigate],
  );
  const houses = useBinHouses();
  const all = houses.data ?? [];
  const house =
    all.find((one) => one.warehouse_id === view.warehouse) ?? all.find((one) => one.binned) ?? all[0];
  return (
    <Page
      full
      title={t('web.nav.bin_stock')}
      facts={
        house?.binned ? (
          <span>{t('web.bins.facts', { count: house.bins, receiving: house.receiving ?? '' })}</span>
        ) : null
      }
      actions={house ? <Actions house={house} /> : null}
      bar={
        <div className={pageStyles.bar}>
          <Select
            aria-label={t('web.warehouse')}
            value={house?.warehouse_id ?? null}
            options={all.map((one) => ({ value: one.warehouse_id, label: one.warehouse }))}
            popupMatchSelectWidth={false}
            onChange={(warehouse) => change({ warehouse, bin: undefined } as unknown as View)}
          />
          {house?.binned ? (
            <>
              <div className={pageStyles.warehouse}>
                <ReferencePicker
                  key={house.warehouse_id}
                  label={t('web.bins.bin')}
                  placeholder={t('web.bins.all')}
                  path="warehouse-bins"
                  filter={{ field: 'warehouse_id', op: 'eq', value: house.warehouse_id }}
                  value={view.bin}
                  onChange={(bin) => change({ bin: bin?.id } as View)}
                />
              </div>
              <div className={pageStyles.warehouse}>
                <ReferencePicker
                  label={t('web.product')}
                  placeholder={t('web.bins.all_products')}
                  path="products"
                  value={view.product}
                  onChange={(product) => change({ product: product?.id } as View)}
                />
              </div>
              <SearchBox
                value={view.q === undefined ? '' : String(view.q)}
                onSearch={(q) => change({ q: q || undefined } as View)}
              />
            </>
          ) : null}
        </div>
      }
    >
      {houses.isPending ? <SkeletonRows rows={12} columns={6} /> : null}
      {houses.isError ? (
        <div className={pageStyles.panel}>
          <ErrorPanel error={houses.error} onRetry={() => void houses.refetch()} />
        </div>
      ) : null}
      {house && !house.binned ? (
        <EmptyState title={t('web.bins.off', { warehouse: house.warehouse })} why={t('web.bins.off.why')} />
      ) : null}
      {house?.binned ? <Standing house={house} view={view} /> : null}
    </Page>
  );
}

function Actions({ house }: { house: BinHouse }) {
  const { can } = useAccess();
  const go = useGo();
  const [making, setMaking] = useState(false);
  const [switching, setSwitching] = useState(false);
  const off = useSwitchBins(house.warehouse_id);
  return (
    <>
      {house.binned && can('stock.warehouse.manage') ? (
        <ConfirmButton
          question={t('web.bins.switch_off.question', { warehouse: house.warehouse })}
          explain={t('web.bins.switch_off.explain')}
          confirm={t('web.bins.switch_off')}
          command={() => off.mutateAsync(null)}
          onDone={() => sayDone(t('web.bins.switched_off'))}
        >
          {t('web.bins.switch_off')}
        </ConfirmButton>
      ) : null}
      {can('stock.bin.manage') ? <Button onClick={() => setMaking(true)}>{t('web.bins.make')}</Button> : null}
      {house.binned && can('stock.bin.move') ? (
        <Button type="primary" onClick={() => go('/stock-work/bin-move')}>
          {t('web.bins.move_by_scan')}
        </Button>
      ) : null}
      {!house.binned && can('stock.warehouse.manage') ? (
        <Button type="primary" onClick={() => setSwitching(true)}>
          {t('web.bins.switch_on')}
        </Button>
      ) : null}
      {making ? <MakeBinsDialog house={house} onClose={() => setMaking(false)} /> : null}
      {switching ? <SwitchOnDialog house={house} onClose={() => setSwitching(false)} /> : null}
    </>
  );
}

function Standing({ house, view }: { house: BinHouse; view: View }) {
  const { can } = useAccess();
  const [moved, setMoved] = useState<InBin>();
  const found = useInBins({
    warehouse_id: house.warehouse_id,
    ...(view.q ? { search: String(view.q) } : {}),
    ...(view.bin ? { bin_id: view.bin } : {}),
    ...(view.product ? { product_id: view.product } : {}),
  });
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const move = can('stock.bin.move') ? setMoved : undefined;
  const columns = useMemo(() => columnsOf(move), [move]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <>
      {found.isPending ? <SkeletonRows rows={12} columns={6} /> : null}
      {found.isError ? (
        <div className={pageStyles.panel}>
          <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
        </div>
      ) : null}
      {found.data && rows.length === 0 ? (
        <EmptyState title={t('web.bins.nothing')} why={t('web.bins.nothing.why')} />
      ) : null}
      {rows.length > 0 ? (
        <DataTable<InBin>
          label={t('web.nav.bin_stock')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          onEnd={more}
          loadingMore={isFetchingNextPage}
          more={hasNextPage}
        />
      ) : null}
      {moved ? <MoveBinDialog moved={moved} onClose={() => setMoved(undefined)} /> : null}
    </>
  );
}

function columnsOf(move: ((row: InBin) => void) | undefined): Column<InBin>[] {
  return [
    {
      key: 'bin',
      title: t('web.bins.bin'),
      width: 130,
      cell: (row) => <Go to={recordUrl('warehouse-bins', row.bin_id ?? '')}>{row.bin}</Go>,
    },
    {
      key: 'product',
      title: t('web.product'),
      width: 220,
      grow: true,
      cell: (row) => <Go to={recordUrl('products', row.product_id)}>{row.product}</Go>,
    },
    { key: 'code', title: t('web.product.code'), width: 120, cell: (row) => row.product_code },
    {
      key: 'lot',
      title: t('web.lots.lot'),
      width: 150,
      cell: (row) => (row.lot_id ? <Go to={recordUrl('stock-lots', row.lot_id)}>{row.number}</Go> : '–'),
    },
    {
      key: 'expires_on',
      title: t('web.lots.expires_on'),
      width: 120,
      cell: (row) => <span className="figure">{row.expires_on ?? '–'}</span>,
    },
    {
      key: 'quality',
      title: t('web.lots.quality'),
      width: 100,
      cell: (row) => <Quality quality={row.quality} />,
    },
    {
      key: 'quantity',
      title: t('web.quantity'),
      width: 120,
      numeric: true,
      cell: (row) => <Quantity value={row.quantity} unit={row.unit} />,
    },
    ...(move
      ? [
          {
            key: 'acts',
            title: '',
            width: 84,
            cell: (row: InBin) => (
              <Button size="small" onClick={() => move(row)}>
                {t('web.bins.move')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}
