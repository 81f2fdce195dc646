import { Button } from 'antd';
import { useCallback, useMemo, useReducer, useState } from 'react';
import {
  add,
  compare,
  divide,
  isPositive,
  multiply,
  parseDecimal,
  round,
  subtract,
  sum,
} from '../../kit/decimal';
import { today } from '../../kit/dates';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Money, Percent, Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { LineGrid, type GridColumn } from '../catalog/lines/LineGrid';
import { useLivePrices } from '../catalog/lines/useLivePrices';
import { useStandIns } from '../catalog/lines/useStandIns';
import {
  isBlank,
  misread,
  numberIn,
  stepLines,
  type LineProduct,
  type LineState,
} from '../catalog/lines/lines';
import { useAvailable } from '../stock/api';
import { useLines, useSetLines, type Line, type Lines, type LinesBody } from './api';
import styles from './Crm.module.css';

/** What an opportunity is about: products with the price and the stock of now, and every discount. */
interface LinesEditorProps {
  id: string;
  /** Whose price lists count. */
  party: string | undefined;
  mayEdit: boolean;
}

export function LinesEditor({ id, party, mayEdit }: LinesEditorProps) {
  const lines = useLines(id);
  const [editing, setEditing] = useState(false);
  if (lines.isError) return <ErrorPanel error={lines.error} />;
  if (!lines.data) return <SkeletonRows rows={3} columns={5} />;
  if (editing) {
    return (
      <Editor
        id={id}
        party={party}
        lines={lines.data.value}
        etag={lines.data.etag}
        onDone={() => setEditing(false)}
      />
    );
  }
  return (
    <Shown
      lines={lines.data.value}
      onEdit={mayEdit && lines.data.value.may_change ? () => setEditing(true) : undefined}
    />
  );
}

const COLUMNS: () => SimpleColumn<Line>[] = () => [
  { key: 'product', title: t('web.product'), cell: (line) => line.product },
  {
    key: 'available',
    title: t('web.available'),
    numeric: true,
    cell: (line) =>
      line.available === null ? (
        <span className="soft">{t('web.service')}</span>
      ) : (
        <span className={compare(line.quantity, line.available) > 0 ? 'negative' : undefined}>
          <Quantity value={line.available} />
        </span>
      ),
  },
  {
    key: 'quantity',
    title: t('web.quantity'),
    numeric: true,
    cell: (line) => <Quantity value={line.quantity} unit={line.unit} />,
  },
  {
    key: 'now',
    title: t('web.opportunity.price_now'),
    numeric: true,
    cell: (line) => <Money value={line.price_now} />,
  },
  {
    key: 'price',
    title: t('web.opportunity.price'),
    numeric: true,
    cell: (line) => <Money value={line.unit_price} />,
  },
  {
    key: 'discount',
    title: t('web.opportunity.discount'),
    numeric: true,
    cell: (line) => <Percent value={line.discount} />,
  },
  {
    key: 'amount',
    title: t('web.opportunity.line_amount'),
    numeric: true,
    cell: (line) => <Money value={line.amount} />,
  },
];

function Shown({ lines, onEdit }: { lines: Lines; onEdit: (() => void) | undefined }) {
  return (
    <Section
      title={t('web.opportunity.lines')}
      extra={
        onEdit ? (
          <Button size="small" onClick={onEdit}>
            {t(lines.lines.length > 0 ? 'web.opportunity.lines.change' : 'web.opportunity.lines.add')}
          </Button>
        ) : undefined
      }
      flush={lines.lines.length > 0}
    >
      {lines.lines.length === 0 ? (
        <span className="soft">{t('web.opportunity.lines.none')}</span>
      ) : (
        <>
          <SimpleTable
            label={t('web.opportunity.lines')}
            rows={lines.lines}
            rowKey={(line) => line.id}
            columns={COLUMNS()}
          />
          <div className={styles.foot}>
            {lines.taken !== null && lines.discount !== null && isPositive(lines.taken) ? (
              <span>
                {t('web.opportunity.whole_discount')} <Percent value={lines.discount} /> (
                <Money value={lines.taken} />)
              </span>
            ) : null}
            {lines.amount === null ? null : (
              <span className={styles.total}>
                {t('web.opportunity.total')} <Money value={lines.amount} />
              </span>
            )}
          </div>
        </>
      )}
    </Section>
  );
}

const percent = (rate: string): string => multiply(rate, '100');
const rateOf = (text: string): string | null => {
  const value = parseDecimal(text.trim() || '0');
  return value === null || compare(value, '0') < 0 || compare(value, '100') > 0 ? null : divide(value, '100');
};

function begun(lines: Line[]): LineState[] {
  const rows = lines.map((line) => ({
    key: line.id,
    words: line.product,
    product: {
      id: line.product_id,
      name: line.product,
      code: line.product_code,
      kind: line.is_goods ? 'goods' : 'service',
      specification: '',
      unit: line.unit,
      sale_price: line.price_now,
      tax_code: null,
    } as LineProduct,
    cells: {
      quantity: line.quantity,
      unit_price: line.unit_price ?? '',
      discount: trimmed(percent(line.discount ?? '0')),
    },
  }));
  return stepLines([], { do: 'all', lines: rows });
}

const trimmed = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** What keeps a row from being saved: the sentence by its cell. */
function wrongIn(line: LineState, at: number): [string, string][] {
  const found: [string, string][] = [];
  if (line.product === null) found.push([`${at}.product`, t('web.opportunity.line.product')]);
  for (const sentence of Object.values(misread(line))) found.push([`${at}.product`, sentence]);
  if (numberIn(line, 'quantity') === null) found.push([`${at}.quantity`, t('web.opportunity.line.quantity')]);
  if (numberIn(line, 'unit_price') === null)
    found.push([`${at}.unit_price`, t('web.opportunity.line.price')]);
  if (rateOf(line.cells.discount ?? '') === null) {
    found.push([`${at}.discount`, t('web.opportunity.discount.wrong')]);
  }
  return found;
}

/** What a row comes to before the discount on the whole. */
function amountOf(line: LineState): string | null {
  const quantity = numberIn(line, 'quantity');
  const price = numberIn(line, 'unit_price');
  const off = rateOf(line.cells.discount ?? '');
  if (quantity === null || price === null || off === null) return null;
  return round(multiply(multiply(quantity, price), subtract('1', off)));
}

interface EditorProps {
  id: string;
  party: string | undefined;
  lines: Lines;
  etag: string;
  onDone: () => void;
}

function Editor({ id, party, lines, etag, onDone }: EditorProps) {
  const save = useSetLines(id);
  const [rows, act] = useReducer(stepLines, lines.lines, begun);
  const [whole, setWhole] = useState(trimmed(percent(lines.discount ?? '0')));
  const filled = rows.filter((line) => !isBlank(line));
  const goods = filled.flatMap((line) => (line.product?.kind === 'goods' ? [line.product.id] : []));
  const available = useAvailable(goods, undefined);
  const priceNote = useLivePrices({ lines: rows, party, day: today() }, act);
  const columns = useMemo<GridColumn[]>(
    () => [
      {
        key: 'available',
        title: t('web.available'),
        width: 88,
        numeric: true,
        show: (line) => (line.product ? <Quantity value={available?.get(line.product.id)} /> : null),
      },
      { key: 'quantity', title: t('web.quantity'), width: 88, input: 'number', numeric: true },
      {
        key: 'now',
        title: t('web.opportunity.price_now'),
        width: 96,
        numeric: true,
        show: (line) => <Money value={line.product?.sale_price} />,
      },
      {
        key: 'unit_price',
        title: t('web.opportunity.price'),
        width: 104,
        input: 'number',
        numeric: true,
        note: priceNote,
      },
      { key: 'discount', title: t('web.opportunity.discount'), width: 88, input: 'number', numeric: true },
      {
        key: 'amount',
        title: t('web.opportunity.line_amount'),
        width: 112,
        numeric: true,
        show: (line) => <Money value={amountOf(line)} />,
      },
    ],
    [available, priceNote],
  );
  const prefill = useCallback(
    (product: LineProduct): Record<string, string> => ({
      quantity: '1',
      unit_price: product.sale_price ?? '',
      'unit_price.proposed': product.sale_price ?? '',
    }),
    [],
  );
  const standIns = useStandIns(rows, prefill, act, { party, day: today() });
  const rate = rateOf(whole);
  const before = sum(filled.flatMap((line) => amountOf(line) ?? []));
  const total = rate === null ? null : subtract(before, round(multiply(before, rate)));
  const wrong = Object.fromEntries(rows.flatMap((line, at) => (isBlank(line) ? [] : wrongIn(line, at))));
  const sound = rate !== null && Object.keys(wrong).length === 0;
  const [tried, setTried] = useState(false);
  const send = (): void => {
    setTried(true);
    if (!sound || rate === null || save.isPending) return;
    const said: LinesBody = {
      discount: rate,
      lines: filled.flatMap((line) => {
        const quantity = numberIn(line, 'quantity');
        const off = rateOf(line.cells.discount ?? '');
        if (!line.product || quantity === null || off === null) return [];
        return [
          { product_id: line.product.id, quantity, unit_price: numberIn(line, 'unit_price'), discount: off },
        ];
      }),
    };
    save.mutate(
      { lines: said, etag },
      {
        onSuccess: () => {
          sayDone(t('web.form.saved'));
          onDone();
        },
      },
    );
  };
  return (
    <Section
      title={t('web.opportunity.lines')}
      flush
      extra={
        <>
          <Button size="small" onClick={onDone}>
            {t('web.cancel')}
          </Button>
          <Button size="small" type="primary" loading={save.isPending} onClick={send}>
            {t('web.save')}
          </Button>
        </>
      }
    >
      {save.error ? <ErrorPanel error={save.error} /> : null}
      <LineGrid
        label={t('web.opportunity.lines')}
        lines={rows}
        columns={columns}
        prefill={prefill}
        act={act}
        wrong={tried ? wrong : {}}
        onStandIn={standIns.onStandIn}
      />
      {standIns.dialog}
      <div className={styles.foot}>
        <label>
          {t('web.opportunity.whole_discount')}{' '}
          <input
            inputMode="decimal"
            aria-invalid={rate === null}
            value={whole}
            onChange={(event) => setWhole(event.target.value)}
          />{' '}
          %
        </label>
        {rate === null ? <span className="negative">{t('web.opportunity.discount.wrong')}</span> : null}
        <span className={styles.total}>
          {t('web.opportunity.total')} <Money value={total === null ? null : add(total, '0')} />
        </span>
      </div>
    </Section>
  );
}
