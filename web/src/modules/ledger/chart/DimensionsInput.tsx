import { Select } from 'antd';
import type { Schemas } from '../../../api/client';
import { t } from '../../../kit/i18n';

export type Dimension = Schemas['Dimension'];

export const DIMENSIONS: Dimension[] = [
  'customer',
  'supplier',
  'partner',
  'department',
  'person',
  'item',
  'project',
];

interface DimensionsInputProps {
  id?: string;
  value?: Dimension[];
  onChange?: (value: Dimension[]) => void;
}

/** What lines of an account must name (辅助核算). */
export function DimensionsInput({ id, value, onChange }: DimensionsInputProps) {
  return (
    <Select<Dimension[]>
      {...(id ? { id } : {})}
      mode="multiple"
      aria-label={t('web.chart.dimensions')}
      placeholder={t('web.chart.dimensions.none')}
      value={value ?? []}
      options={DIMENSIONS.map((name) => ({ value: name, label: t(`web.chart.dimension.${name}`) }))}
      onChange={(next) => onChange?.(next)}
    />
  );
}
