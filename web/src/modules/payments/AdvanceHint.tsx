import { isPositive } from '../../kit/decimal';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { usePartyBalance } from './api';
import styles from './Money.module.css';

/** A customer who has paid ahead: what it is, and where it is put to his invoices; before he is asked for more. */
export function AdvanceHint({ party }: { party: string | undefined }) {
  const balance = usePartyBalance(party);
  const advance = balance.data?.advance;
  if (!party || !advance || !isPositive(advance)) return null;
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
