import { Switch } from 'antd';
import { useAccess } from '../../../kit/access';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Section } from '../../../kit/Page';
import { sayDone } from '../../../kit/toast';
import { useBookRules, useSetBookRules, type BookRulesBody } from '../booksApi';
import styles from './Periods.module.css';

interface RuleProps {
  label: string;
  why: string;
  on: boolean;
  disabled: boolean;
  loading: boolean;
  onChange: (on: boolean) => void;
}

function Rule({ label, why, on, disabled, loading, onChange }: RuleProps) {
  return (
    <label className={styles.rule}>
      <Switch aria-label={label} checked={on} disabled={disabled} loading={loading} onChange={onChange} />
      <span>
        {label}
        <small className="soft">{why}</small>
      </span>
    </label>
  );
}

/** How the company keeps its books: whether vouchers are reviewed, and since when. */
export function BookRulesSection() {
  const rules = useBookRules();
  const set = useSetBookRules();
  const may = useAccess().can('ledger.books.manage');
  if (!rules.data) return null;
  const { review_required, by_money, started_on } = rules.data;
  const save = (change: BookRulesBody): void =>
    set.mutate(change, { onSuccess: () => sayDone(t('web.form.saved')) });
  return (
    <Section title={t('web.book_rules')}>
      {set.isError ? <ErrorPanel error={set.error} /> : null}
      <Rule
        label={t('web.book_rules.review')}
        why={t('web.book_rules.review.why')}
        on={review_required}
        disabled={!may}
        loading={set.isPending}
        onChange={(on) => save({ review_required: on })}
      />
      <Rule
        label={t('web.book_rules.by_money')}
        why={t('web.book_rules.by_money.why')}
        on={by_money}
        disabled={!may}
        loading={set.isPending}
        onChange={(on) => save({ by_money: on })}
      />
      <p className={styles.since}>
        <span className="soft">{t('web.book_rules.started_on')}</span>{' '}
        {started_on ?? t('web.book_rules.not_started')}{' '}
        <Go to="/opening-balances">{t('web.nav.opening_balances')}</Go>
      </p>
    </Section>
  );
}
