import { Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { formatMoney, isZero, subtract, sum, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { Source } from '../ledger/AccountLinesPage';
import type { BankLine, MatchBody, Unmatched } from './api';
import styles from './Banking.module.css';

interface SidesProps {
  found: Unmatched;
  writes: boolean;
  busy: boolean;
  onMatch: (chosen: MatchBody, after: () => void) => void;
  onPost: (line: BankLine) => void;
}

const NONE: ReadonlySet<string> = new Set();

const turned = (chosen: ReadonlySet<string>, id: string): ReadonlySet<string> => {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
};

/** Both sides by hand: what is chosen here and there is matched once it comes to the same. */
export function Sides({ found, writes, busy, onMatch, onPost }: SidesProps) {
  const [bank, setBank] = useState(NONE);
  const [books, setBooks] = useState(NONE);
  const lines = found.lines.filter((line) => bank.has(line.id));
  const entries = found.entries.filter((entry) => books.has(entry.id));
  const ofBank = sum(lines.map((line) => line.amount));
  const ofBooks = sum(entries.map((entry) => entry.amount));
  const difference = subtract(ofBank, ofBooks);
  const clear = (): void => {
    setBank(NONE);
    setBooks(NONE);
  };
  const count = lines.length + entries.length;
  const ids = (rows: { id: string }[]): string[] => rows.map((row) => row.id);
  return (
    <>
      <div className={styles.sides}>
        <div>
          <Section title={`${t('web.match.bank_side')} ${found.lines.length}`} flush>
            {found.lines.length === 0 ? <EmptyState small title={t('web.match.none_of_side')} /> : null}
            {found.lines.map((line) => (
              <Pick
                key={line.id}
                label={`${line.occurred_on} ${line.counterparty} ${line.summary} ${line.amount}`}
                chosen={bank.has(line.id)}
                writes={writes}
                onTurn={() => setBank((before) => turned(before, line.id))}
                head={[line.occurred_on, line.counterparty || line.summary || line.reference]}
                small={[line.counterparty ? line.summary : '', line.reference].filter(Boolean).join(' · ')}
                amount={line.amount}
                verb={
                  writes ? (
                    <Button size="small" type="text" onClick={() => onPost(line)}>
                      {t('web.match.make')}
                    </Button>
                  ) : null
                }
              />
            ))}
          </Section>
        </div>
        <div>
          <Section title={`${t('web.match.book_side')} ${found.entries.length}`} flush>
            {found.entries.length === 0 ? <EmptyState small title={t('web.match.none_of_side')} /> : null}
            {found.entries.map((entry) => (
              <Pick
                key={entry.id}
                label={`${entry.occurred_on} ${entry.source_number ?? entry.number} ${entry.amount}`}
                chosen={books.has(entry.id)}
                writes={writes}
                onTurn={() => setBooks((before) => turned(before, entry.id))}
                head={[entry.occurred_on, entry.party ?? entry.summary]}
                small={
                  <>
                    {entry.number} <Source line={entry} />
                  </>
                }
                amount={entry.amount}
              />
            ))}
          </Section>
        </div>
      </div>
      {writes ? (
        <div className={styles.chosen} role="status" data-none={count === 0 || undefined}>
          <span>
            {count === 0
              ? t('web.match.chosen.none')
              : t('web.match.chosen', {
                  bank: formatMoney(ofBank),
                  books: formatMoney(ofBooks),
                  difference: formatMoney(difference),
                })}
          </span>
          <span className={styles.buttons}>
            {count > 0 ? (
              <Button size="small" onClick={clear}>
                {t('web.match.clear')}
              </Button>
            ) : null}
            <Button
              size="small"
              type="primary"
              disabled={count < 2 || !isZero(difference)}
              loading={busy}
              onClick={() =>
                onMatch({ bank_line_ids: ids(lines), entry_line_ids: ids(entries), reason: 'hand' }, clear)
              }
            >
              {t('web.match.match')}
            </Button>
          </span>
        </div>
      ) : null}
    </>
  );
}

interface PickProps {
  label: string;
  chosen: boolean;
  writes: boolean;
  onTurn: () => void;
  head: [string, string];
  small: ReactNode;
  amount: Decimal;
  verb?: ReactNode;
}

function Pick({ label, chosen, writes, onTurn, head, small, amount, verb }: PickProps) {
  return (
    <div className={styles.pick} data-chosen={chosen || undefined}>
      {writes ? <Checkbox aria-label={label} checked={chosen} onChange={onTurn} /> : null}
      <div
        className={styles.pickBody}
        onClick={(event) => {
          if (writes && !(event.target as HTMLElement).closest('a, button')) onTurn();
        }}
      >
        <div className={styles.pickHead}>
          <span className="ellipsis">
            <span className="figure soft">{head[0]}</span> {head[1]}
          </span>
          <Money value={amount} />
        </div>
        <small className={styles.small}>{small}</small>
      </div>
      {verb}
    </div>
  );
}
