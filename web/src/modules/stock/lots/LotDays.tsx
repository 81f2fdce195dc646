import { Input } from 'antd';
import { t } from '../../../kit/i18n';
import { isNoDay, lastDay, type TypedDays } from './typed';

interface LotDayProps {
  /** Of which goods: read out with the field. */
  name: string;
  days: TypedDays | undefined;
  onChange: (days: TypedDays) => void;
  /** Nothing stands above it that says which day it is. */
  alone?: boolean;
}

const hint = (title: string, alone: boolean | undefined): string =>
  alone ? `${title} ${t('web.lots.day_hint')}` : t('web.lots.day_hint');

/** When goods that come in were made. */
export function MadeOn({ name, days, onChange, alone }: LotDayProps) {
  return (
    <Input
      aria-label={`${t('web.lots.made_on')} ${name}`}
      placeholder={hint(t('web.lots.made_on'), alone)}
      status={isNoDay(days?.made) ? 'error' : ''}
      value={days?.made ?? ''}
      onChange={(event) => onChange({ ...days, made: event.target.value })}
    />
  );
}

/** When they expire: as typed, else so many days after they were made or come in. */
export function ExpiresOn({
  name,
  days,
  onChange,
  alone,
  shelfLife,
}: LotDayProps & { shelfLife: number | null | undefined }) {
  const from = shelfLife ? t('web.lots.from_receipt', { days: shelfLife }) : null;
  const title = t('web.lots.expires_on');
  return (
    <Input
      aria-label={`${title} ${name}`}
      placeholder={from ?? hint(title, alone)}
      status={isNoDay(days?.last) ? 'error' : ''}
      value={days?.last ?? lastDay(days?.made, shelfLife) ?? ''}
      onChange={(event) => onChange({ ...days, last: event.target.value })}
      // What is left empty is proposed again.
      onBlur={(event) => {
        if (!event.target.value.trim()) onChange({ ...days, last: undefined });
      }}
    />
  );
}
