import { Button } from 'antd';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import { useChangeMoneyAccount, useMoneyAccounts } from '../payments/api';
import styles from './Banking.module.css';

interface RegisterProps {
  account: string;
  number: string;
}

/** Offers to keep the number a file names, by which later files of another account are refused. */
export function Register({ account, number }: RegisterProps) {
  const accounts = useMoneyAccounts();
  const change = useChangeMoneyAccount();
  const own = accounts.data?.find((one) => one.id === account);
  if (!own) return null;
  if (change.isSuccess) return <p className={styles.told}>{t('web.bank.registered')}</p>;
  const whole = /^[^*]{4,40}$/.test(number);
  return (
    <div className={styles.told}>
      {t('web.bank.unregistered')}{' '}
      {whole ? (
        <Button
          size="small"
          loading={change.isPending}
          onClick={() =>
            change.mutate(
              { id: own.id, version: own.version, changes: { number } },
              { onSuccess: () => sayDone(t('web.bank.registered')) },
            )
          }
        >
          {t('web.bank.register', { number })}
        </Button>
      ) : null}
      {change.isError ? <ErrorPanel error={change.error} /> : null}
    </div>
  );
}
