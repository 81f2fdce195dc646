import { AimOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { DecimalInput } from '../DecimalInput';
import { t, tx } from '../i18n';
import { isLocation, type Location } from '../structures';
import type { InputProps } from './FieldInput';
import styles from './Inputs.module.css';

const PLACES = 6;
const PATIENCE_MS = 15_000;

/** A place on the earth: asked of the device, or written down. */
export default function LocationInput({ field, id, value, onChange, onBlur }: InputProps) {
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState(false);
  const given = isLocation(value) ? value : null;
  // Half a place is nowhere: it is kept here until the other half is there.
  const [draft, setDraft] = useState<Partial<Location>>(given ?? {});
  const place: Partial<Location> = given ?? draft;
  const put = (change: Partial<Record<keyof Location, string | null>>): void => {
    const next = { ...place, ...change } as Partial<Location>;
    setDraft(next);
    onChange?.(next.lat && next.lng ? { lat: next.lat, lng: next.lng, text: next.text ?? '' } : null);
  };
  const ask = (): void => {
    setAsking(true);
    setRefused(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        put({ lat: coords.latitude.toFixed(PLACES), lng: coords.longitude.toFixed(PLACES) });
      },
      () => {
        setAsking(false);
        setRefused(true);
      },
      { enableHighAccuracy: true, timeout: PATIENCE_MS },
    );
  };
  return (
    <div className={styles.location}>
      <Input
        {...(id ? { id } : {})}
        aria-label={tx(field.label)}
        placeholder={t('web.location.name')}
        maxLength={200}
        value={place.text ?? ''}
        onChange={(event) => put({ text: event.target.value })}
        {...(onBlur ? { onBlur } : {})}
      />
      <DecimalInput
        label={t('web.location.lat')}
        placeholder={t('web.location.lat')}
        value={place.lat === undefined ? null : String(place.lat)}
        onChange={(lat) => put({ lat })}
      />
      <DecimalInput
        label={t('web.location.lng')}
        placeholder={t('web.location.lng')}
        value={place.lng === undefined ? null : String(place.lng)}
        onChange={(lng) => put({ lng })}
      />
      <Button icon={<AimOutlined />} loading={asking} onClick={ask}>
        {t('web.location.here')}
      </Button>
      {refused ? <span className={styles.refused}>{t('web.location.refused')}</span> : null}
    </div>
  );
}
