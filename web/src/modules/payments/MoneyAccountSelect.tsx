import { Select } from 'antd';
import { t } from '../../kit/i18n';
import { useMoneyAccounts } from './api';

interface MoneyAccountSelectProps {
  value: string;
  onChange: (id: string) => void;
}

/** Chooses one of the company's money accounts. */
export function MoneyAccountSelect({ value, onChange }: MoneyAccountSelectProps) {
  const accounts = useMoneyAccounts();
  return (
    <Select
      size="small"
      aria-label={t('web.money.account')}
      style={{ minWidth: 160 }}
      value={value || null}
      loading={accounts.isPending}
      options={(accounts.data ?? []).map((account) => ({ value: account.id, label: account.name }))}
      onChange={(chosen: string | null) => {
        if (chosen) onChange(chosen);
      }}
    />
  );
}
