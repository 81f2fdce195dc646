import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { RecordRow } from '../../api/types';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { useFamily, type Family } from './api';
import { MakeVariantsDialog } from './MakeVariantsDialog';

type Variant = Family['variants'][number];

interface VariantsSectionProps {
  product: RecordRow;
  mayMake: boolean;
}

/** The variants of a product, or of the family to which it belongs; where there are none yet, the way to make them. */
export function VariantsSection({ product, mayMake }: VariantsSectionProps) {
  const isTemplate = product.is_template === true;
  const inFamily = isTemplate || Boolean(product.template_id);
  const family = useFamily(product.id, inFamily);
  const [asking, setAsking] = useState(false);
  const go = useGo();
  if (!inFamily && !mayMake) return null;
  const names = new Map(
    (family.data?.attributes ?? []).flatMap((attribute) =>
      attribute.values.map((value) => [value.id, value.name] as const),
    ),
  );
  const make =
    mayMake && !product.template_id ? (
      <Button size="small" icon={<PlusOutlined />} onClick={() => setAsking(true)}>
        {t('web.variants.make')}
      </Button>
    ) : null;
  return (
    <Section title={t('web.variants.title')} flush={inFamily} extra={make}>
      {inFamily ? null : <p className="soft">{t('web.variants.none')}</p>}
      {family.isError ? <ErrorPanel error={family.error} /> : null}
      {family.data ? (
        <SimpleTable<Variant>
          label={t('web.variants.title')}
          columns={[
            {
              key: 'code',
              title: t('web.variants.code'),
              cell: (variant) => <Go to={recordUrl('products', variant.id)}>{variant.code}</Go>,
            },
            ...family.data.attributes.map((attribute, at) => ({
              key: attribute.id,
              title: attribute.name,
              cell: (variant: Variant) => names.get(variant.values[at] ?? '') ?? '',
            })),
            {
              key: 'price',
              title: t('web.units.price'),
              numeric: true,
              cell: (variant) => <Money value={variant.sale_price} />,
            },
            { key: 'barcode', title: t('web.barcodes'), cell: (variant) => variant.barcode ?? '' },
          ]}
          rows={family.data.variants}
          rowKey={(variant) => variant.id}
          onOpen={(variant) => go(recordUrl('products', variant.id))}
        />
      ) : null}
      {asking ? <MakeVariantsDialog product={product} onClose={() => setAsking(false)} /> : null}
    </Section>
  );
}
