import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { SkeletonPage } from '../../kit/Skeleton';
import { Tabs } from '../../kit/Tabs';
import { sayDone } from '../../kit/toast';
import { useRemoveType, useRenameType, useTypes, type RecordType } from './api';
import { Fields } from './Fields';
import { LabelsDialog } from './LabelsDialog';
import { Layouts } from './Layouts';

/** One record as an administrator shapes it: its fields and layouts. */
export default function ShapePage() {
  const { record = '' } = useParams({ strict: false }) as { record?: string };
  const types = useTypes();
  const type = types.data?.find((item) => item.name === record);
  if (types.isPending) return <SkeletonPage />;
  if (!type) {
    return (
      <Page title={t('web.nav.shaping')}>
        {types.error ? (
          <ErrorPanel error={types.error} />
        ) : (
          <Go to="/customisation">{t('web.nav.shaping')}</Go>
        )}
      </Page>
    );
  }
  return (
    <Page
      title={tx(type.label)}
      facts={
        <>
          <Go to={`/${type.path}`}>{t('web.shape.open_list')}</Go>
          <Go to={`/duplicate-rules/${type.name}`}>{t('web.duplicate_rules')}</Go>
        </>
      }
      actions={type.own ? <TypeActions key={type.version} type={type} /> : null}
    >
      <Tabs
        label={tx(type.label)}
        items={[
          { key: 'fields', label: t('web.shape.fields'), children: <Fields record={type.name} /> },
          { key: 'layouts', label: t('web.shape.layouts'), children: <Layouts record={type.name} /> },
        ]}
      />
    </Page>
  );
}

function TypeActions({ type }: { type: RecordType }) {
  const [naming, setNaming] = useState(false);
  const rename = useRenameType(type);
  const remove = useRemoveType();
  const go = useGo();
  const name = tx(type.label);
  return (
    <>
      <ConfirmButton
        question={t('web.shape.remove.question', { name })}
        explain={t('web.shape.remove.explain')}
        confirm={t('web.shape.remove')}
        command={() => remove.mutateAsync(type)}
        onDone={() => go('/customisation')}
      >
        {t('web.shape.remove')}
      </ConfirmButton>
      <Button onClick={() => setNaming(true)}>{t('web.shape.rename')}</Button>
      {naming ? (
        <LabelsDialog
          title={t('web.shape.rename')}
          start={{ zh: type.labels?.zh ?? '', en: type.labels?.en ?? '' }}
          command={rename}
          onClose={() => setNaming(false)}
          onDone={() => sayDone(t('web.form.saved'))}
        />
      ) : null}
    </>
  );
}
