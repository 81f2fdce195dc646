import { Select } from 'antd';
import { useState } from 'react';
import { t } from '../../../kit/i18n';
import { useDebounced } from '../../../kit/useDebounced';
import { useAnyAccount } from '../booksApi';
import { nameOf } from '../vouchers/AccountCell';

interface AccountPickerProps {
  id?: string;
  label: string;
  /** The account's code. */
  value?: string;
  onChange?: (code: string) => void;
  /** Only accounts that are posted to: none that adds up what lies below it. */
  detail?: boolean;
}

/** Chooses an account by its code, name or pinyin. */
export function AccountPicker({ id, label, value = '', onChange, detail = false }: AccountPickerProps) {
  const [words, setWords] = useState('');
  const search = useDebounced(words.trim(), 150);
  const found = useAnyAccount(search, true, detail);
  const own = useAnyAccount(value, value !== '');
  const known = [...(own.data ?? []), ...(found.data ?? [])].find((account) => account.code === value);
  return (
    <Select<{ value: string; label: string } | null>
      {...(id ? { id } : {})}
      aria-label={label}
      style={{ minWidth: 240 }}
      labelInValue
      value={value ? { value, label: known ? `${value} ${nameOf(known)}` : value } : null}
      placeholder={t('web.voucher.account.find')}
      showSearch={{ filterOption: false, onSearch: setWords }}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('web.searching') : t('web.nothing_found')}
      options={(found.data ?? []).map((account) => ({
        value: account.code,
        label: `${account.code} ${nameOf(account)}`,
      }))}
      onChange={(chosen) => {
        setWords('');
        if (chosen) onChange?.(chosen.value);
      }}
    />
  );
}
