import { useMemo } from 'react';
import { useRecordPage, useRecordMeta } from '../../api/records';
import type { Condition, RecordRow } from '../../api/types';
import { EmptyState } from '../EmptyState';
import { ErrorPanel } from '../ErrorPanel';
import { FieldValue, isNumeric } from '../FieldValue';
import { Go, recordUrl, useGo } from '../Go';
import { t, tx } from '../i18n';
import { SkeletonRows } from '../Skeleton';
import { SimpleTable } from '../SimpleTable';
import { nameless } from '../nameless';

interface RelatedListProps {
  path: string;
  filter: Condition;
  sort?: string;
  /** Columns to show; those the record does not have are passed over. */
  columns: string[];
  empty: string;
  limit?: number;
}

/** The first rows of a related list, and the way to all of them. */
export function RelatedList({ path, filter, sort, columns, empty, limit = 10 }: RelatedListProps) {
  const meta = useRecordMeta(path);
  const go = useGo();
  const known = columns.filter((name) => meta?.fields.some((field) => field.name === name));
  const page = useRecordPage(
    path,
    { filter, sort: sort ?? meta?.sort, fields: known, limit },
    meta !== undefined,
  );
  const fields = useMemo(
    () => known.flatMap((name) => meta?.fields.find((field) => field.name === name) ?? []),
    [known.join(), meta], // eslint-disable-line react-hooks/exhaustive-deps -- the names, not the array made each time
  );
  if (!meta) return null;
  if (page.isPending) return <SkeletonRows rows={3} columns={fields.length} />;
  if (page.isError) return <ErrorPanel error={page.error} onRetry={() => void page.refetch()} />;
  if (page.data.items.length === 0) return <EmptyState small title={empty} />;
  const total = page.data.count?.value ?? page.data.items.length;
  return (
    <>
      <SimpleTable<RecordRow>
        label={tx(meta.label)}
        columns={fields.map((field) => ({
          key: field.name,
          title: tx(field.label),
          numeric: isNumeric(field),
          cell: (row) =>
            field.name === meta.title_field ? (
              <Go to={recordUrl(path, row.id)}>{String(row[field.name] ?? '') || nameless(row.state)}</Go>
            ) : (
              <FieldValue field={field} value={row[field.name]} plain />
            ),
        }))}
        rows={page.data.items}
        rowKey={(row) => row.id}
        onOpen={(row) => go(recordUrl(path, row.id))}
      />
      {total > page.data.items.length ? (
        <div style={{ padding: '8px 16px' }}>
          <Go to={`/${path}`} search={{ filter, ...(sort ? { sort } : {}) }}>
            {t('web.related.all', { count: page.data.count?.exact === false ? `${total}+` : total })}
          </Go>
        </div>
      ) : null}
    </>
  );
}
