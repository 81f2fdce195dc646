import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { Fragment } from 'react';
import { lastOfMonth, today } from '../../kit/dates';
import { add, isZero, subtract, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { language, t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { useGeneralLedger, type GeneralBook, type Span } from './api';
import { PrintGeneral } from './paper/PrintBooks';
import { OnItsSide, sideOf } from './Side';
import { SpanPicker } from './SpanPicker';
import styles from './TrialBalancePage.module.css';
import { useSpan } from './useSpan';

/** 总账: the months of every account of the first level; each opens the lines behind it. */
export default function GeneralLedgerPage() {
  const [span, setSpan] = useSpan(thisYear);
  const { find = '' } = useSearch({ strict: false }) as { find?: string };
  const navigate = useNavigate();
  const ledger = useGeneralLedger(span);
  const words = String(find).trim();
  const books = ledger.data?.books.filter(
    (book) => book.code.startsWith(words) || nameOf(book).toLowerCase().includes(words.toLowerCase()),
  );
  return (
    <Page
      full
      title={t('web.nav.general_ledger')}
      actions={<PrintGeneral span={span} />}
      bar={
        <div className={styles.bar}>
          <SpanPicker span={span} onChange={setSpan} />
          <Input.Search
            size="small"
            allowClear
            className={styles.find ?? ''}
            aria-label={t('web.opening_balances.find')}
            placeholder={t('web.opening_balances.find')}
            defaultValue={words}
            onChange={(event) =>
              void navigate({
                to: '.',
                search: ((before: object) => ({ ...before, find: event.target.value || undefined })) as never,
                replace: true,
              })
            }
          />
        </div>
      }
    >
      {ledger.isPending ? <SkeletonRows rows={18} columns={6} /> : null}
      {ledger.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={ledger.error} onRetry={() => void ledger.refetch()} />
        </div>
      ) : null}
      {books && books.length === 0 ? (
        <EmptyState title={t('web.trial_balance.none')} why={t('web.trial_balance.none.why')} />
      ) : null}
      {books && books.length > 0 ? <Books books={books} span={span} /> : null}
    </Page>
  );
}

const thisYear = (): Span => ({ from: `${today().slice(0, 4)}-01-01`, to: lastOfMonth(today()) });
const nameOf = (book: GeneralBook): string => (language() === 'en' ? book.name_en : book.name);

function Books({ books, span }: { books: GeneralBook[]; span: Span }) {
  return (
    <div className={styles.scroller}>
      <table className={styles.general} aria-label={t('web.nav.general_ledger')}>
        <thead>
          <tr>
            <th scope="col">{t('web.entry.account')}</th>
            <th scope="col">{t('web.entry.summary')}</th>
            {(['web.debit', 'web.credit'] as const).map((key) => (
              <th key={key} scope="col" className="number">
                {t(key)}
              </th>
            ))}
            <th scope="col">{t('web.general_ledger.side')}</th>
            <th scope="col" className="number">
              {t('web.balance')}
            </th>
          </tr>
        </thead>
        <tbody>
          {books.map((book) => (
            <Fragment key={book.code}>
              <tr data-parent>
                <td>
                  <Go to={`/account-lines/${book.code}`} search={{ ...span }}>
                    {book.code} {nameOf(book)}
                  </Go>
                </td>
                <td>{t('web.opening')}</td>
                <td />
                <td />
                <Balance value={book.opening} />
              </tr>
              <Months book={book} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** For each month what moved in it, with the balance after it, and what moved in the year until its end. */
function Months({ book }: { book: GeneralBook }) {
  let balance = book.opening;
  return book.months.map((month) => {
    balance = add(balance, subtract(month.debit, month.credit));
    return (
      <Fragment key={month.month}>
        <tr>
          <td className="figure">
            <Go to={`/account-lines/${book.code}`} search={{ from: `${month.month}-01`, to: month.last_day }}>
              {month.month}
            </Go>
          </td>
          <td>{t('web.general_ledger.month')}</td>
          <Moved value={month.debit} />
          <Moved value={month.credit} />
          <Balance value={balance} />
        </tr>
        <tr className="soft">
          <td />
          <td>{t('web.general_ledger.year')}</td>
          <Moved value={month.year_debit} />
          <Moved value={month.year_credit} />
          <td />
          <td />
        </tr>
      </Fragment>
    );
  });
}

function Moved({ value }: { value: Decimal }) {
  return <td className="number">{isZero(value) ? null : <Money value={value} />}</td>;
}

function Balance({ value }: { value: Decimal }) {
  return (
    <>
      <td>{sideOf(value)}</td>
      <td className="number">
        <OnItsSide value={value} />
      </td>
    </>
  );
}
