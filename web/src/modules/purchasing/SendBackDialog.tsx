import { Select } from 'antd';
import { useState } from 'react';
import type { Problem } from '../../api/problem';
import { formatQuantity, isPositive } from '../../kit/decimal';
import type { OpenLine } from '../../kit/document/QuantityDialog';
import { t } from '../../kit/i18n';
import type { SimpleColumn } from '../../kit/SimpleTable';
import { partName } from '../stock/lots/lots';
import { LotQuantityDialog, type ChosenLine } from '../stock/lots/LotQuantityDialog';
import type { PurchasedLine, PurchaseReceipt } from './api';
import { qualityName, type Quality } from './quality';

interface SendBackDialogProps {
  receipt: PurchaseReceipt;
  refusal: Problem | null;
  pending: boolean;
  onReturn: (lines: ChosenLine[], said: Record<string, unknown>) => void;
  onCancel: () => void;
}

/** Chooses what of a receipt goes back: what of it still lies there, of which lot and how good, and of which it is taken. */
export function SendBackDialog({ receipt, refusal, pending, onReturn, onCancel }: SendBackDialogProps) {
  const [chosen, setChosen] = useState<Record<string, Quality | undefined>>({});
  const lineOf = new Map(receipt.lines.map((line) => [line.id, line]));
  const open = receipt.lines.filter((line) => isPositive(line.returnable ?? '0'));
  const differ = open.some((line) => qualitiesOf(line).length > 1);
  const lines = open.map((line) => ({
    id: line.id,
    product_id: line.product_id,
    lots: lyingOf(line)
      .map((part) => ({ ...part, number: partName(part) }))
      .filter((part) => part.number),
    name: line.product,
    label: `${line.product} ${line.product_code}`,
    open: line.returnable ?? '0',
  }));
  const columns: SimpleColumn<OpenLine>[] = [
    {
      key: 'lying',
      title: t('web.purchase.lies_there'),
      cell: ({ id }) => (
        <>
          {lyingOf(lineOf.get(id)).map((part) => (
            <div key={`${part.quality} ${partName(part)}`}>
              {[partName(part), qualityName(part.quality), formatQuantity(part.quantity)]
                .filter(Boolean)
                .join(' ')}
            </div>
          ))}
        </>
      ),
    },
    {
      key: 'quality',
      title: t('web.purchase.taken_from'),
      width: 140,
      cell: ({ id, name }) => {
        const line = lineOf.get(id);
        const qualities = line ? qualitiesOf(line) : [];
        if (qualities.length < 2) return null;
        return (
          <Select<Quality>
            aria-label={`${t('web.purchase.taken_from')} ${name}`}
            allowClear
            style={{ width: '100%' }}
            placeholder={t('web.purchase.worst_first')}
            value={chosen[id] ?? null}
            options={qualities.map((value) => ({ value, label: qualityName(value) }))}
            onChange={(value?: Quality) => setChosen((before) => ({ ...before, [id]: value }))}
          />
        );
      },
    },
  ];
  const withQuality = (line: ChosenLine): ChosenLine => {
    const quality = chosen[line.line_id];
    return quality ? { ...line, quality } : line;
  };
  return (
    <LotQuantityDialog
      title={t('web.purchase.send_back')}
      openTitle={t('web.returnable')}
      confirm={t('web.purchase.send_back_confirm')}
      lines={lines}
      begin="nothing"
      day="returned_on"
      {...(open.some((line) => lyingOf(line).length > 0) ? { beside: columns } : {})}
      {...(differ ? { above: <p>{t('web.purchase.worst_goes_first')}</p> } : {})}
      reason={t('web.reason')}
      refusal={refusal}
      pending={pending}
      onConfirm={(back, said) => onReturn(back.map(withQuality), said)}
      onCancel={onCancel}
    />
  );
}

const lyingOf = (line: PurchasedLine | undefined) => line?.lying ?? [];
const qualitiesOf = (line: PurchasedLine): Quality[] => [
  ...new Set(lyingOf(line).map((part) => part.quality as Quality)),
];
