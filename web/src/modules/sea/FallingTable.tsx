import { recordUrl, Go } from '../../kit/Go';
import { DateText } from '../../kit/DateText';
import { t } from '../../kit/i18n';
import { SimpleTable } from '../../kit/SimpleTable';
import type { Falling } from '../../api/sea';

/** What falls, or fell: whose it is, into which sea, and why. */
export function FallingTable({ label, path, rows }: { label: string; path: string; rows: Falling[] }) {
  return (
    <SimpleTable<Falling>
      label={label}
      rows={rows}
      rowKey={(row) => row.record_id}
      columns={[
        {
          key: 'title',
          title: t('web.sea.record'),
          cell: (row) =>
            row.title === null ? (
              <span className="soft">{t('web.sea.unseen')}</span>
            ) : (
              <Go to={recordUrl(path, row.record_id)}>{row.title}</Go>
            ),
        },
        { key: 'owner', title: t('web.sea.owner'), cell: (row) => row.owner?.title ?? '–' },
        { key: 'reason', title: t('web.sea.reason'), cell: (row) => row.reason },
        { key: 'pool', title: t('web.sea.into'), cell: (row) => row.pool.title },
        { key: 'due', title: t('web.sea.due_on'), cell: (row) => <DateText value={row.due_on} /> },
      ]}
    />
  );
}
