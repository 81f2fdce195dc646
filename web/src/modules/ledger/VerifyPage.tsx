import { Button } from 'antd';
import { useEffect } from 'react';
import { useMeta } from '../../api/records';
import { formatInstant } from '../../kit/dates';
import { hasSentence, t, tx } from '../../kit/i18n';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl } from '../../kit/Go';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { Status } from '../../kit/Status';
import { useLastProof, useProve, type Finding, type Proof } from './api';

/** 对账体检: the laws of the books. What is new is checked as the page opens, everything when asked. */
export default function VerifyPage() {
  const last = useLastProof();
  const prove = useProve();
  const { mutate } = prove;
  useEffect(() => mutate('new'), [mutate]);
  const proof = prove.isPending ? null : last.data;
  const failed = prove.error ?? last.error;
  return (
    <Page
      title={t('web.nav.verify')}
      narrow
      scrolls
      facts={proof ? <Status state={proof.green ? 'green' : 'red'} kind="verify" /> : null}
      actions={
        <>
          <Button disabled={prove.isPending} onClick={() => mutate('everything')}>
            {t('web.verify.whole')}
          </Button>
          <Button type="primary" loading={prove.isPending} onClick={() => mutate('new')}>
            {t('web.verify.again')}
          </Button>
        </>
      }
    >
      {failed ? <ErrorPanel error={failed} onRetry={() => mutate('new')} /> : null}
      {prove.isPending ? <SkeletonRows rows={16} columns={3} /> : null}
      {proof ? (
        <p className="soft" style={{ margin: '0 0 12px' }}>
          <Seen proof={proof} /> {lookedAt(proof)}
        </p>
      ) : null}
      {(proof ? GROUPS : []).map((group) => (
        <Section
          key={group}
          title={t(`web.verify.group.${group}`)}
          extra={t('web.verify.group.count', { count: ofGroup(proof, group).length })}
          flush
        >
          <SimpleTable<Finding>
            label={t(`web.verify.group.${group}`)}
            columns={[
              {
                key: 'law',
                title: t('web.verify.law'),
                width: 480,
                cell: (finding) => lawName(finding.name),
              },
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
            rows={ofGroup(proof, group)}
            rowKey={(finding) => finding.name}
          />
        </Section>
      ))}
    </Page>
  );
}

const GROUPS = ['books', 'goods', 'orders', 'debts', 'money', 'approvals', 'chain'] as const;

const ofGroup = (proof: Proof | null | undefined, group: string): Finding[] =>
  proof?.findings.filter((finding) => (finding.group || 'books') === group) ?? [];

/** How many entries and documents were looked at. */
function lookedAt({ looked }: Proof): string {
  // What was written by hand is an entry once it is posted.
  const documents = Object.entries(looked).filter(([kind]) => kind !== 'journal_entry' && kind !== 'voucher');
  const count = documents.reduce((sum, [, many]) => sum + many, 0);
  return t('web.verify.looked', { entries: looked.journal_entry ?? 0, documents: count });
}

/** What was looked at, and when all of it was. */
function Seen({ proof }: { proof: Proof }) {
  const at = formatInstant(proof.checked_at ?? '');
  if (proof.whole) return t('web.verify.seen.whole', { at });
  return t('web.verify.seen.new', { at, whole: formatInstant(proof.whole_at ?? '') });
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
