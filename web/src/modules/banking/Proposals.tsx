import { Button } from 'antd';
import { t, tx } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { EmptyState } from '../../kit/EmptyState';
import { otherSide, type BankLine, type BookLine, type Proposal, type Unmatched } from './api';
import styles from './Banking.module.css';

interface ProposalsProps {
  found: Unmatched;
  writes: boolean;
  busy: boolean;
  onAccept: (proposal: Proposal) => void;
  onPost: (line: BankLine, proposal: Proposal) => void;
}

/** What is probably the same, each with its reason; one click accepts it. */
export function Proposals({ found, writes, busy, onAccept, onPost }: ProposalsProps) {
  const lines = new Map(found.lines.map((line) => [line.id, line]));
  const entries = new Map(found.entries.map((entry) => [entry.id, entry]));
  return (
    <Section title={`${t('web.match.proposals')} ${found.proposals.length}`} flush>
      {found.proposals.length === 0 ? <EmptyState small title={t('web.match.no_proposals')} /> : null}
      <ul className={styles.proposals} aria-label={t('web.match.proposals')}>
        {found.proposals.map((proposal) => {
          const own = proposal.line_ids.flatMap((id) => lines.get(id) ?? []);
          const booked = proposal.entry_line_ids.flatMap((id) => entries.get(id) ?? []);
          const first = own[0];
          return (
            <li key={[...proposal.line_ids, ...proposal.entry_line_ids].join()} className={styles.proposal}>
              <div>
                {own.map((line) => (
                  <BankWords key={line.id} line={line} />
                ))}
                {own.length === 0 ? <span className="soft">{t('web.match.nobody')}</span> : null}
              </div>
              <div>
                {booked.map((entry) => (
                  <BookWords key={entry.id} entry={entry} />
                ))}
                {proposal.making ? (
                  <span>
                    {tx(`web.match.make.${proposal.making}`)}{' '}
                    <b>{proposal.party ?? `${proposal.account ?? ''} ${proposal.account_name ?? ''}`}</b>
                  </span>
                ) : null}
              </div>
              <span className="soft">
                {tx(`web.match.reason.${proposal.reason}`, { told: proposal.told })}
              </span>
              {writes ? (
                <Button
                  size="small"
                  disabled={busy}
                  onClick={() => (proposal.making && first ? onPost(first, proposal) : onAccept(proposal))}
                >
                  {t(proposal.making ? 'web.match.make' : 'web.match.accept')}
                </Button>
              ) : (
                <span />
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** A line of the bank in one row. */
export function BankWords({ line, currency }: { line: BankLine; currency?: string }) {
  const words = [otherSide(line), line.summary].filter(Boolean).join(' · ');
  return (
    <div className={styles.line} title={[words, line.reference].filter(Boolean).join(' ')}>
      <span className="figure soft">{line.occurred_on}</span>
      <span>{words || line.reference}</span>
      <span>
        {currency ? <span className="soft">{currency} </span> : null}
        <Money value={line.amount} />
      </span>
    </div>
  );
}

/** A line of the books in one row. */
export function BookWords({ entry }: { entry: BookLine }) {
  const words = [entry.source_number ?? entry.number, entry.party].filter(Boolean).join(' · ');
  return (
    <div className={styles.line} title={entry.summary}>
      <span className="figure soft">{entry.occurred_on}</span>
      <span>{words}</span>
      <Money value={entry.amount} />
    </div>
  );
}
