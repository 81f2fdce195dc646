import { useMemo } from 'react';
import type { ImportFinding, ImportReport } from '../../api/imports';
import { t } from '../i18n';
import { SimpleTable } from '../SimpleTable';
import styles from './Report.module.css';

/** Row, column, value, reason: everything needed to mend the file, and the bad rows as a file to mend. */
export function Report({ report, path }: { report: ImportReport; path: string }) {
  const unlisted = report.findings_total - report.findings.length;
  return (
    <>
      <div className={styles.sum} role="status">
        <span>
          {report.applied
            ? t('web.import.applied', { good: report.created, bad: report.bad })
            : t('web.import.checked', { rows: report.rows, good: report.good, bad: report.bad })}
        </span>
        {report.bad_rows_csv ? <BadRows csv={report.bad_rows_csv} name={`${path}-bad-rows.csv`} /> : null}
      </div>
      {report.findings.length > 0 ? (
        <div className={styles.findings}>
          <SimpleTable<ImportFinding>
            sticky
            label={t('web.import.report')}
            columns={[
              { key: 'row', title: t('web.import.row'), numeric: true, width: 64, cell: (item) => item.row },
              { key: 'column', title: t('web.import.column'), width: 140, cell: (item) => item.column ?? '' },
              {
                key: 'value',
                title: t('web.import.value'),
                width: 180,
                cell: (item) => <span className={styles.value}>{item.value ?? ''}</span>,
              },
              { key: 'reason', title: t('web.import.reason'), cell: (item) => item.reason },
            ]}
            rows={report.findings}
            rowKey={(item) => `${item.row} ${item.column ?? ''} ${item.code}`}
          />
        </div>
      ) : null}
      {unlisted > 0 ? <p className={styles.sum}>{t('web.import.more', { count: unlisted })}</p> : null}
    </>
  );
}

/** The bad rows, each with its reasons: mended, they are brought in again. */
function BadRows({ csv, name }: { csv: string; name: string }) {
  const url = useMemo(() => URL.createObjectURL(new Blob([`\uFEFF${csv.replace(/^\uFEFF/, '')}`])), [csv]);
  return (
    <a href={url} download={name}>
      {t('web.import.bad_rows')}
    </a>
  );
}
