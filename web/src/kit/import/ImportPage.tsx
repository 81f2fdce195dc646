import { Button, Checkbox } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useImport, type ImportReport } from '../../api/imports';
import { useRecordMeta } from '../../api/records';
import { ErrorPanel } from '../ErrorPanel';
import { useGo } from '../Go';
import { t, tx } from '../i18n';
import type { ListScreenProps } from '../module';
import { Page, Section } from '../Page';
import { FilePick } from './FilePick';
import styles from './ImportPage.module.css';
import { Report } from './Report';

/** Brings records in from a file: check first, read what is wrong, then apply. */
export default function ImportPage({ path }: ListScreenProps) {
  const meta = useRecordMeta(path);
  const go = useGo();
  const queries = useQueryClient();
  const run = useImport(path);
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [skipBad, setSkipBad] = useState(false);
  if (!meta) return null;

  const check = (chosen: File): void => {
    setFile(chosen);
    setReport(null);
    setSkipBad(false);
    run.mutate({ file: chosen, mode: 'check', skipBad: false }, { onSuccess: setReport });
  };
  const apply = (): void => {
    if (!file) return;
    run.mutate(
      { file, mode: 'apply', skipBad },
      {
        onSuccess: (done) => {
          setReport(done);
          void queries.invalidateQueries();
        },
      },
    );
  };
  const fields = meta.fields.filter((field) => field.in_form && !field.read_only);
  const ready = report !== null && !report.applied && report.good > 0 && (report.bad === 0 || skipBad);
  return (
    <Page
      title={t('web.import.title', { what: tx(meta.label) })}
      narrow
      actions={
        report?.applied ? (
          <Button type="primary" onClick={() => go(`/${path}`)}>
            {t('web.import.see')}
          </Button>
        ) : (
          <>
            <Button onClick={() => go(`/${path}`)}>{t('web.cancel')}</Button>
            {report ? (
              <Button type="primary" disabled={!ready} loading={run.isPending} onClick={apply}>
                {t('web.import.apply', { count: report.good })}
              </Button>
            ) : null}
          </>
        )
      }
    >
      <div className={styles.steps}>
        {report?.applied ? null : (
          <Section title={t('web.import.file')}>
            <FilePick file={file} busy={run.isPending && report === null} onPick={check} />
            <p className="soft">
              {t('web.import.columns', {
                columns: fields
                  .map((field) => tx(field.label) + (field.required ? ' *' : ''))
                  .join(t('web.list.comma')),
              })}
            </p>
          </Section>
        )}
        {run.isError ? <ErrorPanel error={run.error} /> : null}
        {report ? (
          <Section title={t(report.applied ? 'web.import.done' : 'web.import.report')} flush>
            <Report report={report} />
            {report.bad > 0 && !report.applied ? (
              <div className={styles.choice}>
                <Checkbox checked={skipBad} onChange={(event) => setSkipBad(event.target.checked)}>
                  {t('web.import.skip_bad', { good: report.good, bad: report.bad })}
                </Checkbox>
              </div>
            ) : null}
          </Section>
        ) : null}
      </div>
    </Page>
  );
}
