import { isZero, subtract, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { Money } from '../../../kit/Money';
import { SimpleTable } from '../../../kit/SimpleTable';
import { Status } from '../../../kit/Status';
import type { DebtTotal } from './api';

interface DebtTotalsProps {
  totals: DebtTotal[];
  /** What the lines on the page would bring in of a side. */
  typed: (side: DebtTotal['side']) => Decimal;
  /** Who has an opening balance of a side that nothing makes up, though the account may be made up by others. */
  waiting: (side: DebtTotal['side']) => string[];
}

/** Each kind beside its opening balance: what is entered, what the lines on the page add, what is still missing. */
export function DebtTotals({ totals, typed, waiting }: DebtTotalsProps) {
  return (
    <SimpleTable<DebtTotal>
      label={t('web.opening_debts.totals')}
      rows={totals}
      rowKey={(one) => one.side}
      columns={[
        {
          key: 'side',
          title: t('web.opening_debts.kind'),
          cell: (one) => (
            <>
              {t(`web.opening_debts.${one.side}`)} <span className="figure soft">{one.account}</span>
            </>
          ),
        },
        {
          key: 'entered',
          title: t('web.nav.opening_balances'),
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
          key: 'typed',
          title: t('web.opening_debts.typed'),
          numeric: true,
          cell: (one) => <Money value={typed(one.side)} />,
        },
        {
          key: 'left',
          title: t('web.opening_balances.rest'),
          numeric: true,
          cell: (one) => {
            const left = subtract(one.left, typed(one.side));
            if (!isZero(left)) return <Money value={left} />;
            const names = isZero(typed(one.side)) ? waiting(one.side) : [];
            return names.length === 0 ? (
              <Status state="green" kind="check" />
            ) : (
              <span className="negative">{t('web.opening_debts.by_party', { names: names.join('、') })}</span>
            );
          },
        },
      ]}
    />
  );
}
