import { isPositive } from '../../kit/decimal';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { usePartyBalance } from './api';
import styles from './Money.module.css';

/** What he paid ahead, and where it is put to his invoices, and what he owes on no invoice yet; before he is asked. */
export function AdvanceHint({ party }: { party: string | undefined }) {
  const balance = usePartyBalance(party);
  const { advance = '0', unbilled = '0' } = balance.data ?? {};
  if (!party) return null;
  return (
    <>
      {isPositive(advance) ? <PaidAhead party={party} advance={advance} /> : null}
      {isPositive(unbilled) ? (
        <p className={styles.hint} role="note">
          {t('web.receipt.unbilled')} <Money value={unbilled} />
        </p>
      ) : null}
    </>
  );
}

function PaidAhead({ party, advance }: { party: string; advance: string }) {
  const filter = {
    and: [
      { field: 'party_id', op: 'eq', value: party },
      { field: 'advance', op: 'gt', value: '0' },
    ],
  };
  return (
    <p className={styles.hint} role="note">
      {t('web.receipt.paid_ahead')} <Money value={advance} />{' '}
      <Go to="/receipts" search={{ filter }}>
        {t('web.receipt.apply_ahead')}
      </Go>
    </p>
  );
}
