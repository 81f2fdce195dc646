import { Switch } from 'antd';
import { useAccess } from '../../../kit/access';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Section } from '../../../kit/Page';
import { sayDone } from '../../../kit/toast';
import { useBookRules, useSetBookRules } from '../booksApi';
import styles from './Periods.module.css';

/** How the company keeps its books: whether vouchers are reviewed, and since when. */
export function BookRulesSection() {
  const rules = useBookRules();
  const set = useSetBookRules();
  const may = useAccess().can('ledger.books.manage');
  if (!rules.data) return null;
  const { review_required, started_on } = rules.data;
  return (
    <Section title={t('web.book_rules')}>
      {set.isError ? <ErrorPanel error={set.error} /> : null}
      <label className={styles.rule}>
        <Switch
          aria-label={t('web.book_rules.review')}
          checked={review_required}
          disabled={!may}
          loading={set.isPending}
          onChange={(on) => set.mutate(on, { onSuccess: () => sayDone(t('web.form.saved')) })}
        />
        <span>
          {t('web.book_rules.review')}
          <small className="soft">{t('web.book_rules.review.why')}</small>
        </span>
      </label>
      <p className={styles.since}>
        <span className="soft">{t('web.book_rules.started_on')}</span>{' '}
        {started_on ?? t('web.book_rules.not_started')}{' '}
        <Go to="/opening-balances">{t('web.nav.opening_balances')}</Go>
      </p>
    </Section>
  );
}
