import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { templateUrl, useImport, type ColumnMapping, type ImportReport } from '../../api/imports';
import { useRecordMeta } from '../../api/records';
import type { RecordMeta } from '../../api/types';
import { ErrorPanel } from '../ErrorPanel';
import { useGo } from '../Go';
import { oneOf, t, tx } from '../i18n';
import type { ListScreenProps } from '../module';
import { Page, Section } from '../Page';
import { Columns } from './Columns';
import { FilePick } from './FilePick';
import styles from './ImportPage.module.css';
import { Preview } from './Preview';
import { Report } from './Report';

/** Brings records in from a file: check first, read what is wrong, then apply. */
export default function ImportPage({ path }: ListScreenProps) {
  const meta = useRecordMeta(path);
  return meta ? <Import meta={meta} /> : null;
}

function Import({ meta }: { meta: RecordMeta }) {
  const { path } = meta;
  const go = useGo();
  const queries = useQueryClient();
  const run = useImport(path);
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState<ColumnMapping>({});
  const [report, setReport] = useState<ImportReport | null>(null);
  const [skipBad, setSkipBad] = useState(false);

  const check = (chosen: File, columns: ColumnMapping): void => {
    setFile(chosen);
    setMapping(columns);
    setSkipBad(false);
    run.mutate({ file: chosen, mode: 'check', skipBad: false, mapping: columns }, { onSuccess: setReport });
  };
  const apply = (): void => {
    if (!file) return;
    run.mutate(
      { file, mode: 'apply', skipBad, mapping },
      {
        onSuccess: (done) => {
          setReport(done);
          void queries.invalidateQueries();
        },
      },
    );
  };
  const ready = report !== null && !report.applied && report.good > 0 && (report.bad === 0 || skipBad);
  return (
    <Page
      title={t('web.import.title', { what: oneOf(meta.name) })}
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
          <Section
            title={t('web.import.file')}
            extra={<a href={templateUrl(path)}>{t('web.import.template')}</a>}
          >
            <FilePick
              file={file}
              busy={run.isPending && report === null}
              onPick={(chosen) => {
                setReport(null);
                check(chosen, {});
              }}
            />
            {report ? <Source report={report} /> : <Expected meta={meta} />}
          </Section>
        )}
        {run.isError ? <ErrorPanel error={run.error} /> : null}
        {report ? (
          <>
            <Section title={t(report.applied ? 'web.import.done' : 'web.import.report')} flush>
              <Report report={report} path={path} />
              {report.bad > 0 && !report.applied ? (
                <div className={styles.choice}>
                  <Checkbox checked={skipBad} onChange={(event) => setSkipBad(event.target.checked)}>
                    {t('web.import.skip_bad', { good: report.good, bad: report.bad })}
                  </Checkbox>
                </div>
              ) : null}
            </Section>
            {report.applied || !file ? null : (
              <>
                <Columns
                  meta={meta}
                  columns={report.columns}
                  busy={run.isPending}
                  onMap={(column, field) => check(file, { ...mapping, [column]: field })}
                />
                <Preview meta={meta} rows={report.preview} />
              </>
            )}
          </>
        ) : null}
      </div>
    </Page>
  );
}

function Expected({ meta }: { meta: RecordMeta }) {
  const fields = meta.fields.filter((field) => field.in_form && !field.read_only);
  const names = fields.map((field) => tx(field.label) + (field.required ? ' *' : ''));
  return <p className="soft">{t('web.import.columns', { columns: names.join(t('web.list.comma')) })}</p>;
}

function Source({ report }: { report: ImportReport }) {
  const read = [report.encoding, report.sheet].filter(Boolean).join(' · ');
  return <p className="soft">{t('web.import.read_as', { read, rows: report.rows })}</p>;
}
