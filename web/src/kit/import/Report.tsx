import type { ImportReport } from '../../api/imports';
import { t } from '../i18n';
import { SimpleTable } from '../SimpleTable';
import styles from './Report.module.css';

const SHOWN = 200;

/** Row, column, value, reason: everything needed to mend the file. */
export function Report({ report }: { report: ImportReport }) {
  const findings = report.findings.slice(0, SHOWN);
  return (
    <>
      <p className={styles.sum} role="status">
        {report.applied
          ? t('web.import.applied', { good: report.good, bad: report.bad })
          : t('web.import.checked', { rows: report.rows, good: report.good, bad: report.bad })}
      </p>
      {findings.length > 0 ? (
        <SimpleTable
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
          rows={findings}
          rowKey={(item) => `${item.row} ${item.column ?? ''} ${item.reason}`}
        />
      ) : null}
      {report.findings.length > SHOWN ? (
        <p className={styles.sum}>{t('web.import.more', { count: report.findings.length - SHOWN })}</p>
      ) : null}
    </>
  );
}
