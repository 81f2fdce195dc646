import { Button } from 'antd';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t, tx } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone, sayRefused } from '../../kit/toast';
import { useMatches, useUndoMatch } from './api';
import styles from './Banking.module.css';
import { BankWords, BookWords } from './Proposals';

/** What was matched, the latest first; each match can be taken back. */
export function Done({ account, writes }: { account: string; writes: boolean }) {
  const found = useMatches(account);
  const undo = useUndoMatch();
  const matches = (found.data?.pages ?? []).flatMap((page) => page.items);
  return (
    <Section title={t('web.match.done')} flush>
      {found.isPending ? <SkeletonRows rows={8} columns={4} /> : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && matches.length === 0 ? <EmptyState small title={t('web.match.no_done')} /> : null}
      <ul className={styles.proposals} aria-label={t('web.match.done')}>
        {matches.map((match) => (
          <li key={match.id} className={styles.proposal}>
            <div>
              {match.lines.map((line) => (
                <BankWords key={line.id} line={line} />
              ))}
            </div>
            <div>
              {match.entries.map((entry) => (
                <BookWords key={entry.id} entry={entry} />
              ))}
            </div>
            <span className="soft">{tx(`web.match.why.${match.reason}`)}</span>
            {writes ? (
              <Button
                size="small"
                type="text"
                disabled={undo.isPending}
                onClick={() =>
                  undo.mutate(match.id, {
                    onSuccess: () => sayDone(t('web.match.undone')),
                    onError: sayRefused,
                  })
                }
              >
                {t('web.match.undo')}
              </Button>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
      {found.hasNextPage ? (
        <div className={styles.panel}>
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('web.match.more')}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
