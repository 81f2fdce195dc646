import { Checkbox } from 'antd';
import { formatMoney } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { Section } from '../../kit/Page';
import type { StatementCheck } from './api';
import styles from './Banking.module.css';

/** How many rows are named; the rest is counted. */
const NAMED = 10;

/** What of a file somebody has to see before its lines count: gaps, rows left out, no word of whose it is. */
export function toBeSeen(check: StatementCheck, accountName: string): string[] {
  const { gap_before: gap, currency } = check;
  const found = [];
  if (gap) {
    found.push(
      t('web.bank.gap_before', {
        day: gap.day,
        held: formatMoney(gap.held),
        begins: formatMoney(gap.begins_with),
        currency,
      }),
    );
  }
  if (check.gaps.length > 0) {
    found.push(t('web.bank.gaps', { rows: check.gaps.slice(0, NAMED).join(', ') }));
  }
  if (check.left_out.length > 0) {
    const rows = check.left_out.slice(0, NAMED).map((one) => `${one.row} ${one.value}`);
    found.push(t('web.bank.left_out', { count: check.left_out.length, rows: rows.join('; ') }));
  }
  if (check.account === null) found.push(t('web.bank.names_none', { account: accountName }));
  return found;
}

interface SeenProps {
  told: string[];
  seen: boolean;
  onSeen: (seen: boolean) => void;
}

/** The warnings of a file, and the tick without which it is not taken in. */
export function Seen({ told, seen, onSeen }: SeenProps) {
  if (told.length === 0) return null;
  return (
    <Section title={t('web.bank.to_see')}>
      {told.map((text) => (
        <p key={text} className={`${styles.told} ${styles.warning}`}>
          {text}
        </p>
      ))}
      <Checkbox className={styles.told} checked={seen} onChange={(event) => onSeen(event.target.checked)}>
        {t('web.bank.seen')}
      </Checkbox>
    </Section>
  );
}
