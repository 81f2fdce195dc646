import { useSearch } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { Tabs } from '../../kit/Tabs';
import { sayDone, sayRefused } from '../../kit/toast';
import { MoneyAccountSelect } from '../payments/MoneyAccountSelect';
import { useMoneyAccount } from '../payments/useMoneyAccount';
import styles from './Banking.module.css';
import { Done } from './Done';
import { PostDialog } from './PostDialog';
import { Proposals } from './Proposals';
import { Sides } from './Sides';
import { useMatch, useUnmatched, type BankLine, type MatchBody, type Proposal } from './api';

/** 勾对: what the bank says beside what the books say, what is probably the same, and what was matched. */
export default function MatchingPage() {
  const { all } = useSearch({ strict: false }) as { all?: boolean };
  const [account, choose] = useMoneyAccount();
  const go = useGo();
  const { can } = useAccess();
  const id = account?.id ?? '';
  const found = useUnmatched(id, all === true);
  const match = useMatch(id);
  const [posting, setPosting] = useState<{ line: BankLine; proposal?: Proposal } | null>(null);
  const writes = can('banking.match.write');
  const accept = (matches: MatchBody[], after?: () => void): void =>
    match.mutate(matches, {
      onSuccess: (made) => {
        sayDone(t('web.match.accepted', { count: made.ids.length }));
        after?.();
      },
      onError: sayRefused,
    });
  const told = found.data;
  const same = (told?.proposals ?? []).filter((one) => one.making === null);
  const nothing = told && told.lines.length === 0 && told.entries.length === 0;
  const work = (
    <>
      {id && found.isPending ? <SkeletonRows rows={10} columns={4} /> : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {told && told.begins_on === null ? (
        <EmptyState title={t('web.match.no_statement')} why={t('web.match.no_statement.why')} />
      ) : null}
      {told?.begins_on && nothing ? (
        <EmptyState title={t('web.match.nothing')} why={t('web.match.nothing.why')} />
      ) : null}
      {told?.begins_on && !nothing ? (
        <>
          <Proposals
            found={told}
            writes={writes}
            busy={match.isPending}
            onAccept={(proposal) => accept([asMatch(proposal)])}
            onPost={(line, proposal) => setPosting({ line, proposal })}
          />
          <Sides
            key={id}
            found={told}
            writes={writes}
            busy={match.isPending}
            onMatch={(chosen, after) => accept([chosen], after)}
            onPost={(line) => setPosting({ line })}
          />
          {told.cut ? <p className={styles.panel}>{t('web.match.cut')}</p> : null}
        </>
      ) : null}
    </>
  );
  return (
    <Page
      title={t('web.nav.bank_matching')}
      actions={
        <>
          {can('banking.statement.import') ? (
            <Button onClick={() => go('/bank-statements/new', { search: { account: id } })}>
              {t('web.bank.import')}
            </Button>
          ) : null}
          {writes && same.length > 0 ? (
            <Button
              type="primary"
              loading={match.isPending}
              onClick={() => accept(same.slice(0, 200).map(asMatch))}
            >
              {t('web.match.accept_all', { count: Math.min(same.length, 200) })}
            </Button>
          ) : null}
        </>
      }
      bar={
        <div className={styles.bar}>
          <MoneyAccountSelect value={id} onChange={choose} />
          {told ? (
            <span className="soft">{t('web.bank.in_currency', { currency: told.currency })}</span>
          ) : null}
          {told?.begins_on ? (
            <Checkbox
              checked={all === true}
              onChange={(event) =>
                go('/bank-matching', {
                  search: { account: id, ...(event.target.checked ? { all: true } : {}) },
                  replace: true,
                })
              }
            >
              {t('web.match.before', { day: told.begins_on })}
            </Checkbox>
          ) : null}
        </div>
      }
    >
      <Tabs
        label={t('web.nav.bank_matching')}
        items={[
          { key: 'open', label: t('web.bank.unmatched'), children: work },
          { key: 'done', label: t('web.match.done'), children: <Done account={id} writes={writes} /> },
        ]}
      />
      {posting ? (
        <PostDialog
          line={posting.line}
          proposal={posting.proposal}
          makings={found.data?.makings ?? []}
          currency={found.data?.currency ?? ''}
          openFrom={found.data?.open_from ?? null}
          onClose={() => setPosting(null)}
        />
      ) : null}
    </Page>
  );
}

const asMatch = (proposal: Proposal): MatchBody => ({
  bank_line_ids: proposal.line_ids,
  entry_line_ids: proposal.entry_line_ids,
  reason: proposal.reason,
});
