import { Segmented, Switch } from 'antd';
import { useAccess } from '../../../kit/access';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Section } from '../../../kit/Page';
import { sayDone } from '../../../kit/toast';
import {
  useBookRules,
  useChooseStandard,
  useReviewers,
  useSetBookRules,
  useStandard,
  type BookRulesBody,
  type KeptBy,
} from '../booksApi';
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

/** By which standard the books are kept: chosen until the first voucher. */
function StandardChoice({ may }: { may: boolean }) {
  const kept = useStandard();
  const choose = useChooseStandard();
  if (!kept.data) return null;
  const { standard, settled } = kept.data;
  return (
    <div className={styles.standard}>
      {choose.isError ? <ErrorPanel error={choose.error} /> : null}
      <span>{t('web.standard')}</span>
      {settled || !may ? (
        <b>{t(`web.standard.${standard}`)}</b>
      ) : (
        <Segmented<KeptBy['standard']>
          aria-label={t('web.standard')}
          disabled={choose.isPending}
          value={standard}
          options={(['small_enterprise', 'enterprise'] as const).map((one) => ({
            value: one,
            label: t(`web.standard.${one}`),
          }))}
          onChange={(one) => choose.mutate(one, { onSuccess: () => sayDone(t('web.form.saved')) })}
        />
      )}
      <small className="soft">{t(settled ? 'web.standard.settled' : 'web.standard.open')}</small>
    </div>
  );
}

/** How the company keeps its books: whether vouchers are reviewed, and since when. */
export function BookRulesSection() {
  const rules = useBookRules();
  const set = useSetBookRules();
  const { can } = useAccess();
  const may = can('ledger.books.manage');
  const reviewers = useReviewers(rules.data?.review_required === true);
  if (!rules.data) return null;
  const { review_required, by_money, started_on } = rules.data;
  const save = (change: BookRulesBody): void =>
    set.mutate(change, { onSuccess: () => sayDone(t('web.form.saved')) });
  return (
    <Section title={t('web.book_rules')}>
      {set.isError ? <ErrorPanel error={set.error} /> : null}
      <StandardChoice may={may} />
      <Rule
        label={t('web.book_rules.review')}
        why={t('web.book_rules.review.why')}
        on={review_required}
        disabled={!may || (review_required && !can('ledger.review.end'))}
        loading={set.isPending}
        onChange={(on) => save({ review_required: on })}
      />
      {review_required && reviewers.data && reviewers.data.names.length < 2 ? (
        <p role="alert" className={styles.alone}>
          {t('web.book_rules.review.alone', { names: reviewers.data.names.join('、') })}{' '}
          <Go to="/users">{t('web.book_rules.review.people')}</Go>
        </p>
      ) : null}
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
