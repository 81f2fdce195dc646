import type { CellChange, ImportFinding, ImportRun } from '../../api/imports';
import { t, tx } from '../i18n';
import { Section } from '../Page';
import { SimpleTable } from '../SimpleTable';
import styles from './RunPage.module.css';

const COUNTS = ['rows', 'created', 'changed', 'unchanged', 'skipped', 'alike', 'bad'] as const;

/** How many rows the file has, and what becomes of them. */
export function Counts({ run }: { run: ImportRun }) {
  const shown = COUNTS.filter((name) => name === 'rows' || run.counts[name] > 0);
  return (
    <dl className={styles.counts}>
      {shown.map((name) => (
        <div key={name} data-bad={name === 'bad' || undefined}>
          <dt>{tx(`web.imports.count.${name}`)}</dt>
          <dd className="figure">{run.counts[name].toLocaleString()}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Row, column, value, reason: everything needed to mend the file. */
export function Findings({ run }: { run: ImportRun }) {
  if (run.findings.length === 0) return null;
  const title = t('web.imports.findings', { count: run.findings.length, total: run.findings_total });
  return (
    <Section title={title} flush>
      <div className={styles.long}>
        <SimpleTable<ImportFinding>
          sticky
          label={title}
          columns={[
            { key: 'row', title: t('web.import.row'), numeric: true, width: 72, cell: (item) => item.row },
            { key: 'column', title: t('web.import.column'), width: 140, cell: (item) => item.column ?? '' },
            {
              key: 'value',
              title: t('web.import.value'),
              width: 180,
              cell: (item) => (
                <span className={item.warning ? styles.value : styles.wrong}>{item.value ?? ''}</span>
              ),
            },
            {
              key: 'reason',
              title: t('web.import.reason'),
              cell: (item) => (item.warning ? `${t('web.imports.warning')} · ${item.reason}` : item.reason),
            },
          ]}
          rows={run.findings}
          rowKey={(item) => `${item.row} ${item.column ?? ''} ${item.code}`}
        />
      </div>
    </Section>
  );
}

const said = (value: unknown): string =>
  value == null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value as string | number);

/** The cells that would change, from what to what. */
export function Diff({ run }: { run: ImportRun }) {
  if (run.diff.length === 0) return null;
  const title = t('web.imports.diff', { count: run.diff.length });
  return (
    <Section title={title} flush>
      <div className={styles.long}>
        <SimpleTable<CellChange>
          sticky
          label={title}
          columns={[
            { key: 'row', title: t('web.import.row'), numeric: true, width: 72, cell: (item) => item.row },
            { key: 'title', title: t('web.imports.record'), cell: (item) => item.title },
            { key: 'field', title: t('web.import.field'), width: 140, cell: (item) => tx(item.label) },
            {
              key: 'old',
              title: t('web.imports.old'),
              cell: (item) => <span className={styles.old}>{said(item.old)}</span>,
            },
            {
              key: 'new',
              title: t('web.imports.new'),
              cell: (item) => <span className={styles.new}>{said(item.new)}</span>,
            },
          ]}
          rows={run.diff}
          rowKey={(item) => `${item.row} ${item.field}`}
        />
      </div>
    </Section>
  );
}
