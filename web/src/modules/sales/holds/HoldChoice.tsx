import { Select } from 'antd';
import type { Reference } from '../../../api/types';
import { StripItem } from '../../../kit/HeadStrip';
import { t } from '../../../kit/i18n';
import type { KeptGoods } from './usualHold';

interface HoldChoiceProps {
  kept: KeptGoods[];
  chosen: Reference | null;
  onChoose: (hold: Reference | null) => void;
}

/** What is kept for the customer, and which of it serves his order; nothing where nothing is kept. */
export function HoldChoice({ kept, chosen, onChoose }: HoldChoiceProps) {
  if (kept.length === 0 && chosen === null) return null;
  const known = chosen && !kept.some((hold) => hold.id === chosen.id) ? [chosen] : [];
  return (
    <StripItem label={t('web.hold')}>
      <Select
        aria-label={t('web.hold')}
        value={chosen?.id ?? ''}
        popupMatchSelectWidth={false}
        options={[
          ...known.map(({ id, title }) => ({ value: id, label: t('web.hold.ended', { number: title }) })),
          ...kept.map((hold) => ({
            value: hold.id,
            label: t('web.hold.until', { number: hold.number, day: hold.expires_on }),
          })),
          { value: '', label: t('web.hold.none') },
        ]}
        onChange={(id) => {
          const found = kept.find((hold) => hold.id === id);
          onChoose(found ? { id: found.id, title: found.number } : null);
        }}
      />
    </StripItem>
  );
}
