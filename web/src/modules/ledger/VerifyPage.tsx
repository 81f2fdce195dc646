import { Button } from 'antd';
import { useMeta } from '../../api/records';
import { hasSentence, t, tx } from '../../kit/i18n';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { useVerify, type Finding } from './api';

/** 对账体检: the laws of the books, checked now against the ledgers themselves. */
export default function VerifyPage() {
  const verify = useVerify();
  const checked = verify.data && !verify.isFetching;
  return (
    <Page
      title={t('web.nav.verify')}
      narrow
      scrolls
      facts={checked ? <Status state={verify.data.green ? 'green' : 'red'} kind="verify" /> : null}
      actions={
        <Button type="primary" loading={verify.isFetching} onClick={() => void verify.refetch()}>
          {t('web.verify.again')}
        </Button>
      }
    >
      {verify.isError ? <ErrorPanel error={verify.error} onRetry={() => void verify.refetch()} /> : null}
      {verify.isPending ? <SkeletonRows rows={16} columns={3} /> : null}
      {verify.data ? (
        <Section title={t('web.verify.laws')} extra={t('web.verify.why')} flush>
          <SimpleTable<Finding>
            label={t('web.verify.laws')}
            columns={[
              { key: 'law', title: t('web.verify.law'), cell: (finding) => lawName(finding.name) },
              {
                key: 'state',
                title: t('web.verify.state'),
                width: 96,
                cell: (finding) => <Status state={finding.holds ? 'green' : 'red'} kind="law" />,
              },
              {
                key: 'breaks',
                title: t('web.verify.detail'),
                cell: (finding) => <Breaks finding={finding} />,
              },
            ]}
            rows={verify.data.findings}
            rowKey={(finding) => finding.name}
          />
        </Section>
      ) : null}
    </Page>
  );
}

function lawName(name: string): string {
  if (hasSentence(`law.${name}`)) return tx(`law.${name}`);
  const [law, series] = name.split('.');
  return series && hasSentence(`law.${law}`) ? tx(`law.${law}`, { what: tx(`record.${series}`) }) : name;
}

const SHOWN = 5;

/** Where a law is broken: which record, what it should be, what it is. */
function Breaks({ finding }: { finding: Finding }) {
  const meta = useMeta();
  if (finding.breaks.length === 0) return null;
  return (
    <ul>
      {finding.breaks.slice(0, SHOWN).map((item) => {
        const path = meta.records.find((record) => record.name === item.record)?.path;
        const title = item.title || item.record;
        return (
          <li key={`${item.record} ${item.record_id ?? item.title}`}>
            {path && item.record_id ? <Go to={recordUrl(path, item.record_id)}>{title}</Go> : title}{' '}
            {t('web.verify.break', { expected: item.expected, actual: item.actual })}
          </li>
        );
      })}
      {finding.breaks.length > SHOWN ? (
        <li>{t('web.chain.more', { count: finding.breaks.length - SHOWN })}</li>
      ) : null}
    </ul>
  );
}
