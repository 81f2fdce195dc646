import { Cascader, Input } from 'antd';
import { useEffect, useState } from 'react';
import { isAddress, type Address } from '../structures';
import { t, tx } from '../i18n';
import type { Area } from './areas';
import type { InputProps } from './FieldInput';
import styles from './Inputs.module.css';

const NOWHERE: Address = { province: '', city: '', district: '', detail: '' };

/** Province, city and district are chosen, the rest is written. */
export default function AddressInput({ field, id, value, onChange, onBlur, autoFocus }: InputProps) {
  const [areas, setAreas] = useState<Area[]>();
  useEffect(() => {
    let wanted = true;
    void import('./areas').then((module) => {
      if (wanted) setAreas(module.areas());
    });
    return () => {
      wanted = false;
    };
  }, []);
  const address = isAddress(value) ? { ...NOWHERE, ...value } : NOWHERE;
  const put = (change: Partial<Address>): void => {
    const next = { ...address, ...change };
    onChange?.(Object.values(next).some((part) => part !== '') ? next : null);
  };
  const chosen = [address.province, address.city, address.district].filter(Boolean);
  return (
    <div className={styles.address}>
      <Cascader
        {...(id ? { id } : {})}
        aria-label={t('web.address.area', { field: tx(field.label) })}
        autoFocus={autoFocus ?? false}
        value={chosen}
        options={areas ?? []}
        loading={!areas}
        changeOnSelect
        showSearch={{ filter: (words, path) => path.some((area) => String(area.label).includes(words)) }}
        placeholder={t('web.address.choose')}
        onChange={(next) => {
          const [province = '', city = '', district = ''] = (next ?? []) as string[];
          put({ province, city, district });
        }}
      />
      <Input
        aria-label={t('web.address.detail', { field: tx(field.label) })}
        placeholder={t('web.address.street')}
        maxLength={200}
        value={address.detail}
        onChange={(event) => put({ detail: event.target.value })}
        {...(onBlur ? { onBlur } : {})}
      />
    </div>
  );
}
