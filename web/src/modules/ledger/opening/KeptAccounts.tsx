import { useMeta } from '../../../api/records';
import { useAccess } from '../../../kit/access';
import { isZero, subtract } from '../../../kit/decimal';
import { Go } from '../../../kit/Go';
import { oneOf, t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { SimpleTable } from '../../../kit/SimpleTable';
import { Status } from '../../../kit/Status';
import type { DetailAccount, Opening } from '../booksApi';
import { nameOf } from '../vouchers/AccountCell';
import styles from './Opening.module.css';

type Kept = Opening['kept'][number];

/** What was owed or paid ahead before is entered on a page of its own. */
const DEBTS = new Set(['sales_invoice', 'supplier_invoice', 'receipt', 'payment']);

interface KeptAccountsProps {
  kept: Kept[];
  accounts: DetailAccount[];
}

/** Accounts that documents keep: what was entered beside what documents brought in, and where to enter the rest. */
export function KeptAccounts({ kept, accounts }: KeptAccountsProps) {
  const meta = useMeta();
  const { can } = useAccess();
  if (kept.length === 0) return null;
  const names = new Map(accounts.map((account) => [account.code, nameOf(account)]));
  return (
    <section className={styles.kept}>
      <h2>{t('web.opening_balances.kept')}</h2>
      <p className="soft">
        {t(
          kept.every((one) => one.entered === one.brought_in)
            ? 'web.opening_balances.kept.done'
            : 'web.opening_balances.kept.why',
        )}
      </p>
      <SimpleTable<Kept>
        label={t('web.opening_balances.kept')}
        rows={kept}
        rowKey={(one) => one.account}
        columns={[
          {
            key: 'account',
            title: t('web.entry.account'),
            cell: (one) => `${one.account} ${names.get(one.account) ?? ''}`,
          },
          {
            key: 'entered',
            title: t('web.opening_balances.entered'),
            numeric: true,
            cell: (one) => <Money value={one.entered} />,
          },
          {
            key: 'brought_in',
            title: t('web.opening_balances.brought_in'),
            numeric: true,
            cell: (one) => <Money value={one.brought_in} />,
          },
          {
            key: 'rest',
            title: t('web.opening_balances.rest'),
            numeric: true,
            cell: (one) => {
              const rest = subtract(one.entered, one.brought_in);
              return isZero(rest) ? <Status state="green" kind="check" /> : <Money value={rest} />;
            },
          },
          {
            key: 'documents',
            title: t('web.opening_balances.documents'),
            cell: (one) => {
              const record = meta.records.find((item) => item.name === one.record);
              if (DEBTS.has(one.record) && can('payments.opening.view'))
                return <Go to="/opening-debts">{t('web.nav.opening_debts')}</Go>;
              return record?.name === 'stock_receipt' ? (
                <Go to={`/${record.path}`}>{oneOf(record.name)}</Go>
              ) : (
                oneOf(one.record)
              );
            },
          },
        ]}
      />
    </section>
  );
}
