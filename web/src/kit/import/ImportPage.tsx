import { Button } from 'antd';
import { templateUrl, useUpload } from '../../api/imports';
import { useRecordMeta } from '../../api/records';
import type { RecordMeta } from '../../api/types';
import { ErrorPanel } from '../ErrorPanel';
import { useGo } from '../Go';
import { oneOf, t, tx } from '../i18n';
import type { ListScreenProps } from '../module';
import { Page, Section } from '../Page';
import { FilePick } from './FilePick';
import styles from './ImportPage.module.css';
import { Steps } from './Steps';

/** The first step of an import: the file. What follows has an address of its own. */
export default function ImportPage({ path }: ListScreenProps) {
  const meta = useRecordMeta(path);
  return meta ? <Upload meta={meta} /> : null;
}

function Upload({ meta }: { meta: RecordMeta }) {
  const { path } = meta;
  const go = useGo();
  const upload = useUpload(path);
  return (
    <Page
      title={t('web.import.title', { what: oneOf(meta.name) })}
      narrow
      actions={
        <>
          <Button onClick={() => go('/imports')}>{t('web.imports.title')}</Button>
          <Button onClick={() => go(`/${path}`)}>{t('web.cancel')}</Button>
        </>
      }
    >
      <div className={styles.steps}>
        <Steps now={0} />
        <Section
          title={t('web.import.file')}
          extra={<a href={templateUrl(path)}>{t('web.import.template')}</a>}
        >
          <FilePick
            file={upload.variables ?? null}
            busy={upload.isPending}
            onPick={(file) => upload.mutate(file, { onSuccess: (run) => go(`/imports/${run.id}`) })}
          />
          <Expected meta={meta} />
        </Section>
        {upload.isError ? <ErrorPanel error={upload.error} /> : null}
      </div>
    </Page>
  );
}

function Expected({ meta }: { meta: RecordMeta }) {
  const fields = meta.fields.filter((field) => field.in_form && !field.read_only);
  const names = fields.map((field) => tx(field.label) + (field.required ? ' *' : ''));
  return <p className="soft">{t('web.import.columns', { columns: names.join(t('web.list.comma')) })}</p>;
}
