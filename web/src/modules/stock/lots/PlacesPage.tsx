import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { useAccess } from '../../../kit/access';
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
import pageStyles from '../OnHandPage.module.css';
import { DaysLeft, Quality } from './Lots';
import { useExpiring, useUnfree, type LotPlace, type PlacesQuery } from './lots';
import { VerdictDialog, type Judged } from './VerdictDialog';

interface View {
  q?: string;
  warehouse?: string;
  days?: number;
}

const DAYS = [0, 7, 30, 90, 180, 365];

/** What expires soon or has expired, with where it lies. */
export function ExpiringPage() {
  const { view, change } = useView();
  const days = Number(view.days ?? 90);
  const found = useExpiring({ ...wanted(view), days });
  return (
    <Places
      title={t('web.nav.stock_expiring')}
      found={found}
      view={view}
      change={change}
      none={{ title: t('web.lots.none_expires'), why: t('web.lots.none_expires.why') }}
      bar={
        <Select
          aria-label={t('web.lots.within')}
          value={days}
          options={DAYS.map((value) => ({
            value,
            label: value === 0 ? t('web.lots.over') : t('web.lots.within_days', { days: value }),
          }))}
          onChange={(value) => change({ days: value })}
        />
      }
    />
  );
}

/** What waits to be looked at or was found bad, and the verdict on it. */
export function QualityPage() {
  const { view, change } = useView();
  const found = useUnfree(wanted(view));
  return (
    <Places
      title={t('web.nav.stock_quality')}
      found={found}
      view={view}
      change={change}
      none={{ title: t('web.lots.none_waits'), why: t('web.lots.none_waits.why') }}
      actions={<Go to="/stock-verdicts">{t('web.lots.verdicts')}</Go>}
    />
  );
}

const wanted = (view: View): PlacesQuery => ({
  ...(view.q ? { search: String(view.q) } : {}),
  ...(view.warehouse ? { warehouse_id: view.warehouse } : {}),
});

function useView(): { view: View; change: (next: View) => void } {
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
  return { view, change };
}

interface PlacesProps {
  title: string;
  found: ReturnType<typeof useUnfree>;
  view: View;
  change: (next: View) => void;
  none: { title: string; why: string };
  bar?: ReactNode;
  actions?: ReactNode;
}

function Places({ title, found, view, change, none, bar, actions }: PlacesProps) {
  const go = useGo();
  const { can } = useAccess();
  const [judged, setJudged] = useState<Judged>();
  const rows = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const judge = can('stock.verdict.post') ? setJudged : undefined;
  const others = rows.some((row) => row.kind === 'entrusted');
  const columns = useMemo(() => placeColumns(judge, others), [judge, others]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <Page
      full
      title={title}
      actions={actions}
      bar={
        <div className={pageStyles.bar}>
          {bar}
          <SearchBox
            value={view.q === undefined ? '' : String(view.q)}
            onSearch={(q) => change({ q: q || undefined } as View)}
          />
          <div className={pageStyles.warehouse}>
            <ReferencePicker
              label={t('web.warehouse')}
              placeholder={t('web.stock.all_warehouses')}
              path="warehouses"
              value={view.warehouse}
              onChange={(warehouse) => change({ warehouse: warehouse?.id } as View)}
            />
          </div>
        </div>
      }
    >
      {found.isPending ? <SkeletonRows rows={12} columns={7} /> : null}
      {found.isError ? (
        <div className={pageStyles.panel}>
          <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
        </div>
      ) : null}
      {found.data && rows.length === 0 ? <EmptyState title={none.title} why={none.why} /> : null}
      {rows.length > 0 ? (
        <DataTable<LotPlace>
          label={title}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={(row) =>
            go(row.lot_id ? recordUrl('stock-lots', row.lot_id) : recordUrl('products', row.product_id))
          }
          onEnd={more}
          loadingMore={isFetchingNextPage}
          more={hasNextPage}
        />
      ) : null}
      {judged ? <VerdictDialog judged={judged} onClose={() => setJudged(undefined)} /> : null}
    </Page>
  );
}

function placeColumns(judge: ((row: Judged) => void) | undefined, others: boolean): Column<LotPlace>[] {
  return [
    {
      key: 'product',
      title: t('web.product'),
      width: 200,
      grow: true,
      cell: (row) => <Go to={recordUrl('products', row.product_id)}>{row.product}</Go>,
    },
    {
      key: 'lot',
      title: t('web.lots.lot'),
      width: 150,
      cell: (row) => (row.lot_id ? <Go to={recordUrl('stock-lots', row.lot_id)}>{row.number}</Go> : '–'),
    },
    { key: 'warehouse', title: t('web.warehouse'), width: 130, cell: (row) => row.warehouse },
    ...(others
      ? [
          {
            key: 'owner',
            title: t('web.stock.goods_owner'),
            width: 150,
            cell: (row: LotPlace) =>
              row.goods_owner_id && row.goods_owner ? (
                <Go to={recordUrl('parties', row.goods_owner_id)}>{row.goods_owner}</Go>
              ) : null,
          },
        ]
      : []),
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
    {
      key: 'expires_on',
      title: t('web.lots.expires_on'),
      width: 120,
      cell: (row) => <span className="figure">{row.expires_on ?? '–'}</span>,
    },
    { key: 'left', title: t('web.lots.left'), width: 130, cell: (row) => <DaysLeft days={row.days_left} /> },
    ...(judge
      ? [
          {
            key: 'acts',
            title: '',
            width: 96,
            cell: (row: LotPlace) => (
              <Button
                size="small"
                onClick={(event) => {
                  event.stopPropagation();
                  judge(row);
                }}
              >
                {t('web.lots.judge')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}
