import { Button, Checkbox } from 'antd';
import { subtract, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { EmptyState } from '../../../kit/EmptyState';
import { Go, recordUrl } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Money, Quantity } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { SimpleTable, type SimpleColumn } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import { ProductName } from '../../catalog/ProductName';
import type { PurchasedLine, PurchaseReceipt } from '../api';
import type { Basis, LandedCost, LandedLine } from './api';
import styles from './Landed.module.css';

/** What was typed for one line: its weight, or its amount. */
export interface Given {
  weight?: Decimal | null;
  amount?: Decimal | null;
}

interface BearersProps {
  papers: PurchaseReceipt[];
  loading: boolean;
  basis: Basis;
  left: ReadonlySet<string>;
  given: Record<string, Given>;
  shares: LandedCost | undefined;
  empty: boolean;
  onLeft: (left: ReadonlySet<string>) => void;
  onGiven: (given: Record<string, Given>) => void;
  onAdd: (receipt: string) => void;
  onRemove: (receipt: string) => void;
}

type Row = PurchasedLine & { paper: PurchaseReceipt };

/** Which lines of which receipts bear the cost, and how much of it each. */
export function Bearers(props: BearersProps) {
  const { papers, basis, left, given, shares } = props;
  const rows: Row[] = papers.flatMap((paper) => paper.lines.map((line) => ({ ...line, paper })));
  const borne = new Map<string, LandedLine>(shares?.lines.map((line) => [line.receipt_line_id, line]));
  const kept = (row: Row): Decimal => subtract(row.quantity, row.returned);
  const toggle = (id: string): void => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    props.onLeft(next);
  };
  const give = (id: string, change: Given): void =>
    props.onGiven({ ...given, [id]: { ...given[id], ...change } });
  const share = (key: 'on_hand' | 'gone', row: Row) => {
    const line = borne.get(row.id);
    return line ? <Money value={line[key]} /> : '';
  };
  const columns: SimpleColumn<Row>[] = [
    {
      key: 'bears',
      title: '',
      width: 40,
      cell: (row) => (
        <Checkbox
          aria-label={t('web.landed.bears', { product: row.product })}
          checked={!left.has(row.id)}
          onChange={() => toggle(row.id)}
        />
      ),
    },
    {
      key: 'receipt',
      title: t('web.landed.receipt'),
      cell: (row) => <Go to={recordUrl('purchase-receipts', row.paper.id)}>{row.paper.number}</Go>,
    },
    {
      key: 'product',
      title: t('web.product'),
      cell: (row) => <ProductName id={row.product_id} name={row.product} code={row.product_code} />,
    },
    {
      key: 'quantity',
      title: t('web.quantity'),
      numeric: true,
      cell: (row) => <Quantity value={kept(row)} unit={row.unit} />,
    },
    {
      key: 'net',
      title: t('web.landed.base.amount'),
      numeric: true,
      cell: (row) => <Money value={row.net} />,
    },
    ...(basis === 'weight'
      ? [
          {
            key: 'weight',
            title: t('web.landed.base.weight'),
            numeric: true,
            width: 130,
            cell: (row: Row) => (
              <DecimalInput
                label={`${t('web.landed.base.weight')} ${row.product}`}
                placeholder={borne.get(row.id)?.base ?? ''}
                value={given[row.id]?.weight ?? null}
                onChange={(weight) => give(row.id, { weight })}
              />
            ),
          },
        ]
      : []),
    {
      key: 'amount',
      title: t('web.landed.amount'),
      numeric: true,
      width: 130,
      cell: (row) =>
        basis === 'manual' ? (
          <DecimalInput
            label={`${t('web.landed.amount')} ${row.product}`}
            value={given[row.id]?.amount ?? null}
            onChange={(amount) => give(row.id, { amount })}
          />
        ) : (
          <b>{borne.has(row.id) ? <Money value={borne.get(row.id)?.amount ?? '0'} /> : ''}</b>
        ),
    },
    { key: 'on_hand', title: t('web.landed.on_hand'), numeric: true, cell: (row) => share('on_hand', row) },
    { key: 'gone', title: t('web.landed.gone'), numeric: true, cell: (row) => share('gone', row) },
  ];
  return (
    <div className={styles.box}>
      <Section title={t('web.landed.bearers')} flush>
        {rows.length > 0 ? (
          <SimpleTable<Row>
            label={t('web.landed.bearers')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            rowClass={(row) => (left.has(row.id) ? 'soft' : undefined)}
          />
        ) : null}
        {props.loading ? <SkeletonRows rows={2} columns={6} /> : null}
        {rows.length === 0 && !props.loading ? (
          <EmptyState
            small
            title={t(props.empty ? 'web.landed.receipts_needed' : 'web.landed.receipts_none')}
          />
        ) : null}
        <div className={styles.add}>
          <span>{t('web.landed.add_receipt')}</span>
          <ReferencePicker
            label={t('web.landed.add_receipt')}
            path="purchase-receipts"
            value={undefined}
            onChange={(chosen) => {
              if (chosen) props.onAdd(chosen.id);
            }}
          />
          {papers.length > 1
            ? papers.map((paper) => (
                <Button key={paper.id} size="small" onClick={() => props.onRemove(paper.id)}>
                  {t('web.landed.remove_receipt', { number: paper.number })}
                </Button>
              ))
            : null}
        </div>
      </Section>
    </div>
  );
}
