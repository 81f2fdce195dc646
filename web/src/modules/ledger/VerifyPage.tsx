import { Button } from 'antd';
import { hasSentence, t, tx } from '../../kit/i18n';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { useVerify, type Law } from './api';

/** 对账体检: the laws of the books, checked now against the ledgers themselves. */
export default function VerifyPage() {
  const verify = useVerify();
  const red = verify.data?.filter((law) => !law.green).length ?? 0;
  return (
    <Page
      title={t('web.nav.verify')}
      narrow
      facts={
        verify.data && !verify.isFetching ? (
          <Status state={red === 0 ? 'green' : 'red'} kind="verify" />
        ) : null
      }
      actions={
        <Button type="primary" loading={verify.isFetching} onClick={() => void verify.refetch()}>
          {t('web.verify.again')}
        </Button>
      }
    >
      {verify.isError ? <ErrorPanel error={verify.error} onRetry={() => void verify.refetch()} /> : null}
      {verify.isPending ? <SkeletonRows rows={8} columns={3} /> : null}
      {verify.data ? (
        <Section title={t('web.verify.laws')} flush>
          <SimpleTable<Law>
            label={t('web.verify.laws')}
            columns={[
              {
                key: 'law',
                title: t('web.verify.law'),
                cell: (law) => (hasSentence(`law.${law.name}`) ? tx(`law.${law.name}`) : law.name),
              },
              { key: 'state', title: t('web.verify.state'), width: 110, cell: (law) => <Status state={law.green ? 'green' : 'red'} kind="law" /> },
              { key: 'detail', title: t('web.verify.detail'), cell: (law) => law.detail ?? '' },
            ]}
            rows={verify.data}
            rowKey={(law) => law.name}
          />
        </Section>
      ) : null}
      <p className="soft" style={{ marginTop: 12 }}>
        {t('web.verify.why')}
      </p>
    </Page>
  );
}
