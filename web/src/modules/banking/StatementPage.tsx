import { Button, Tag } from 'antd';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { isDecimal } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl, Go, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Page, Section } from '../../kit/Page';
import { useRecentTab } from '../../kit/recentTabs';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { otherSide, useStatement, useTakeBack, type BankLine, type StatementView } from './api';
import styles from './Banking.module.css';

/** A statement of the bank, line by line, each with whether it is matched. */
export default function StatementPage({ path, id }: RecordScreenProps) {
  const statement = useStatement(id);
  const takeBack = useTakeBack();
  const go = useGo();
  useRecentTab(recordUrl(path, id), statement.data?.file_name);
  if (statement.isPending) return <SkeletonPage />;
  if (statement.isError) {
    return (
      <Page title={t('web.nav.bank_statements')}>
        <ErrorPanel error={statement.error} onRetry={() => void statement.refetch()} />
      </Page>
    );
  }
  const told = statement.data;
  return (
    <Page
      title={told.file_name}
      facts={
        <>
          <Tag>{tx(`choice.bank_statement.state.${told.state}`)}</Tag>
          <Go to={recordUrl('money-accounts', told.money_account_id)}>{told.money_account}</Go>
          <span className="figure">
            {told.first_day} – {told.last_day}
          </span>
        </>
      }
      actions={
        <>
          {told.allowed_actions.includes('undo') ? (
            <ConfirmButton
              question={t('web.bank.undo.question')}
              explain={t('web.bank.undo.explain')}
              confirm={t('web.bank.undo')}
              command={() => takeBack.mutateAsync(id)}
              onDone={() => sayDone(t('web.bank.undone'))}
            >
              {t('web.bank.undo')}
            </ConfirmButton>
          ) : null}
          {told.state === 'counted' ? (
            <Button
              type="primary"
              onClick={() => go('/bank-matching', { search: { account: told.money_account_id } })}
            >
              {t('web.bank.go_match')}
            </Button>
          ) : null}
        </>
      }
    >
      <Facts told={told} />
      <Section title={t('web.bank.lines')} flush>
        {told.state === 'undone' ? (
          <p className={styles.panel}>{t('web.bank.undone.why')}</p>
        ) : (
          <Lines told={told} />
        )}
      </Section>
    </Page>
  );
}

function Facts({ told }: { told: StatementView }) {
  const money = (value: string | null) =>
    isDecimal(value) ? <Money value={value} /> : t('web.match.nobody');
  const matched = told.lines.filter((line) => line.match_id).length;
  const facts: [string, React.ReactNode][] = [
    [t('web.bank.layout'), tx(`choice.bank_statement.layout.${told.layout}`)],
    [t('web.bank.lines'), told.count],
    [t('web.bank.matched'), matched],
    [t('web.money.in'), money(told.income)],
    [t('web.money.out'), money(told.expense)],
    [t('web.bank.opening'), money(told.opening)],
    [t('web.bank.closing'), money(told.closing)],
  ];
  return (
    <Section title={t('web.bank.file')}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figure">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Lines({ told }: { told: StatementView }) {
  return (
    <SimpleTable<BankLine>
      label={t('web.bank.lines')}
      columns={[
        {
          key: 'day',
          title: t('web.bank.date'),
          width: 104,
          cell: (line) => <span className="figure">{line.occurred_on}</span>,
        },
        { key: 'who', title: t('web.bank.counterparty'), cell: otherSide },
        { key: 'what', title: t('web.bank.summary'), cell: (line) => line.summary },
        { key: 'reference', title: t('web.bank.reference'), cell: (line) => line.reference },
        {
          key: 'amount',
          title: t('web.bank.amount'),
          numeric: true,
          width: 130,
          cell: (line) => <Money value={line.amount} />,
        },
        {
          key: 'balance',
          title: t('web.bank.balance'),
          numeric: true,
          width: 130,
          cell: (line) => (isDecimal(line.balance) ? <Money value={line.balance} /> : null),
        },
        {
          key: 'state',
          title: t('web.bank.state'),
          width: 80,
          cell: (line) => (
            <span className={line.match_id ? 'soft' : undefined}>
              {t(line.match_id ? 'web.bank.matched' : 'web.bank.unmatched')}
            </span>
          ),
        },
      ]}
      rows={told.lines}
      rowKey={(line) => line.id}
    />
  );
}
