import { PlusOutlined, UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useCallback, useMemo, type ReactNode } from 'react';
import { byWords, useMeta, useRecordMeta, useRecordPages } from '../../api/records';
import type { RecordMeta, RecordRow } from '../../api/types';
import { EmptyState } from '../EmptyState';
import { ErrorPanel } from '../ErrorPanel';
import { useGo } from '../Go';
import { useHotkey } from '../hotkeys';
import { t, tx } from '../i18n';
import type { ListScreenProps } from '../module';
import { Page } from '../Page';
import { SkeletonRows } from '../Skeleton';
import { usePhone } from '../usePhone';
import { Cards } from './Cards';
import { recordColumns } from './columns';
import { ColumnChooser } from './ColumnChooser';
import { DataTable } from './DataTable';
import { FilterBar } from './FilterBar';
import styles from './ListPage.module.css';
import { nextSort } from './nextSort';
import { rowTarget, targetFields } from './target';
import { chosenColumns, useListView } from './useListView';

/** The list of any record, from its metadata. */
export default function ListPage({ path, mayCreate = false }: ListScreenProps) {
  const meta = useRecordMeta(path);
  if (!meta) return null;
  if (!meta.allowed.includes('list')) {
    return (
      <Page title={tx(meta.label)}>
        <EmptyState title={t('web.no_right.title')} why={t('web.no_right.why')} />
      </Page>
    );
  }
  return <RecordList meta={meta} mayCreate={mayCreate} />;
}

interface RecordListProps {
  meta: RecordMeta;
  mayCreate: boolean;
  /** Further buttons of the page's head. */
  actions?: ReactNode;
  /** Between the filters and the rows. */
  above?: ReactNode;
}

export function RecordList({ meta, mayCreate, actions, above }: RecordListProps) {
  const [view, change] = useListView();
  const go = useGo();
  const phone = usePhone();
  const fields = useMemo(() => chosenColumns(meta, view.cols), [meta, view.cols]);
  const all = useMeta();
  const target = useCallback((row: RecordRow) => rowTarget(all, meta, row), [all, meta]);
  const columns = useMemo(() => recordColumns(meta, fields, target), [meta, fields, target]);
  const pages = useRecordPages(meta.path, {
    ...byWords(meta, view.q ?? '', view.filter),
    sort: view.sort,
    fields: [...new Set([meta.title_field, ...targetFields(meta), ...fields.map((field) => field.name)])],
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  useHotkey('n', () => go(`/${meta.path}/new`), mayCreate);
  const count = pages.data?.pages[0]?.count;
  return (
    <Page
      full
      title={tx(meta.label)}
      facts={count ? <Count value={count.value} exact={count.exact} /> : null}
      actions={
        <>
          {meta.allowed.includes('import') ? (
            <Button icon={<UploadOutlined />} onClick={() => go(`/${meta.path}/import`)}>
              {t('web.import')}
            </Button>
          ) : null}
          {actions}
          {mayCreate ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => go(`/${meta.path}/new`)}>
              {t('web.list.create', { what: tx(meta.label) })}
            </Button>
          ) : null}
        </>
      }
      bar={
        <FilterBar
          meta={meta}
          view={view}
          onChange={change}
          extra={
            <ColumnChooser
              meta={meta}
              chosen={fields}
              onChange={(names) => change({ cols: names?.join(',') })}
            />
          }
        />
      }
    >
      {above}
      {pages.isPending ? (
        <SkeletonRows rows={20} columns={Math.min(columns.length, 8)} />
      ) : pages.isError && rows.length === 0 ? (
        <div className={styles.panel}>
          <ErrorPanel error={pages.error} onRetry={() => void pages.refetch()} />
        </div>
      ) : rows.length === 0 ? (
        <NothingHere
          meta={meta}
          mayCreate={mayCreate}
          filtered={Boolean(view.filter ?? view.q)}
          onClear={() => change({ filter: undefined, q: undefined })}
        />
      ) : phone ? (
        <Cards meta={meta} fields={fields} target={target} rows={rows} more={hasNextPage} onMore={more} />
      ) : (
        <DataTable<RecordRow>
          label={tx(meta.label)}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          onOpen={(row) => {
            const place = target(row);
            if (place) go(place);
          }}
          sort={view.sort}
          onSort={(key) => change({ sort: nextSort(view.sort, key) })}
          onEnd={more}
          loadingMore={isFetchingNextPage}
        />
      )}
    </Page>
  );
}

function Count({ value, exact }: { value: number; exact: boolean }) {
  const shown = new Intl.NumberFormat('en').format(value);
  return <span className="figure">{t('web.list.count', { count: exact ? shown : `${shown}+` })}</span>;
}

interface NothingHereProps {
  meta: RecordMeta;
  mayCreate: boolean;
  filtered: boolean;
  onClear: () => void;
}

function NothingHere({ meta, mayCreate, filtered, onClear }: NothingHereProps) {
  const go = useGo();
  const what = tx(meta.label);
  if (filtered) {
    return (
      <EmptyState
        title={t('web.list.none_match', { what })}
        why={t('web.list.none_match.why')}
        action={<Button onClick={onClear}>{t('web.list.filter.clear')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      title={t('web.list.none', { what })}
      why={meta.allowed.includes('import') ? t('web.list.none.import') : undefined}
      action={
        <>
          {mayCreate ? (
            <Button type="primary" onClick={() => go(`/${meta.path}/new`)}>
              {t('web.list.create', { what })}
            </Button>
          ) : null}
          {meta.allowed.includes('import') ? (
            <Button onClick={() => go(`/${meta.path}/import`)}>{t('web.import')}</Button>
          ) : null}
        </>
      }
    />
  );
}
