import { useSearch } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import {
  compare,
  divide,
  isDecimal,
  isNegative,
  isPositive,
  multiply,
  negate,
  round,
  subtract,
  type Decimal,
} from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Money, Quantity } from '../../kit/Money';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonPage } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useSave } from '../../kit/useSave';
import { useTaxRates } from '../catalog/api';
import { rateName } from '../catalog/rateName';
import { usePurchaseOrder, type PurchaseLine, type PurchaseOrder } from '../purchasing/api';
import { asPrinted, lineAmount, totalOf, type TaxedAmount } from '../sales/totals';
import { useEnterSupplierInvoice } from './api';
import { AwaitingInvoice } from './AwaitingInvoice';

interface Search {
  order?: string;
  kind?: string;
}

/** A supplier's invoice for what came in of an order, or his credit note for what went back. */
export default function SupplierInvoiceFormPage() {
  const { order, kind } = useSearch({ strict: false }) as Search;
  const found = usePurchaseOrder(order ?? '');
  const credit = kind === 'credit_note';
  if (!order) return <AwaitingInvoice />;
  if (found.isError) return <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <SkeletonPage />;
  return <InvoiceForm order={found.data.value} credit={credit} />;
}

/** A line as the supplier invoices it: in the unit that was ordered, unless what waits is no round number of it. */
interface Waiting {
  line: PurchaseLine;
  asOrdered: boolean;
  unit: string;
  open: Decimal;
  /** Null where the order's prices are hidden from the reader: he types those of the paper. */
  price: Decimal | null;
}

/** What of a line waits for an invoice, or for a credit note. */
function waiting(line: PurchaseLine, credit: boolean): Waiting {
  const left = subtract(subtract(line.received, line.returned), line.invoiced);
  const open = credit ? negate(left) : left;
  const ordered = rounded(divide(multiply(open, line.typed_quantity), line.quantity));
  if (compare(divide(multiply(ordered, line.quantity), line.typed_quantity), open) === 0)
    return { line, asOrdered: true, unit: line.typed_unit, open: ordered, price: line.unit_price };
  const price = isDecimal(line.unit_price)
    ? rounded(divide(multiply(line.unit_price, line.typed_quantity), line.quantity))
    : null;
  return { line, asOrdered: false, unit: line.unit, open, price };
}

/** To the six places of quantities and prices, without zeros at the end. */
const rounded = (value: Decimal): Decimal => multiply(round(value, 6), '1');

const figure = (key: 'net' | 'tax' | 'gross', value: (waits: Waiting) => Decimal) => ({
  key,
  title: t(`web.${key}`),
  numeric: true,
  cell: (waits: Waiting) => <Money value={value(waits)} />,
});

/** What is typed of a line; the rate is the order's and the tax what the rate makes, unless the paper says otherwise. */
interface Typed {
  quantity: Decimal | null;
  price: Decimal | null;
  code: string;
  tax: Decimal | null;
}

function InvoiceForm({ order, credit }: { order: PurchaseOrder; credit: boolean }) {
  const go = useGo();
  const rates = useTaxRates();
  const enter = useEnterSupplierInvoice();
  const lines = order.lines.map((line) => waiting(line, credit)).filter(({ open }) => isPositive(open));
  const [number, setNumber] = useState('');
  const [day, setDay] = useState(today());
  const [typed, setTyped] = useState<Record<string, Typed>>(() =>
    Object.fromEntries(
      lines.map(({ line, open, price }) => [
        line.id,
        { quantity: open, price, code: line.tax_code, tax: null },
      ]),
    ),
  );
  const [tried, setTried] = useState(false);
  const of = ({ line }: Waiting): Typed =>
    typed[line.id] ?? { quantity: null, price: null, code: line.tax_code, tax: null };
  // A tax that was typed belongs to the amounts it was printed with.
  const set = (waits: Waiting, change: Partial<Typed>): void =>
    setTyped({ ...typed, [waits.line.id]: { ...of(waits), tax: null, ...change } });
  const rateOf = (waits: Waiting): Decimal =>
    rates.find((rate) => rate.code === of(waits).code)?.rate ?? waits.line.tax_rate;
  const beyond = (waits: Waiting): boolean => {
    const { quantity } = of(waits);
    return quantity !== null && (isNegative(quantity) || compare(quantity, waits.open) > 0);
  };
  const amountOf = (waits: Waiting): TaxedAmount => {
    const { quantity, price, tax } = of(waits);
    const amount = lineAmount(quantity ?? '0', price ?? '0', rateOf(waits), order.prices_include_tax);
    return tax === null ? amount : asPrinted(amount, tax, order.prices_include_tax);
  };
  const total = totalOf(lines.map(amountOf));
  const asked = lines.flatMap((waits) => {
    const { quantity, price, code, tax } = of(waits);
    if (quantity === null || !isPositive(quantity)) return [];
    const said = { quantity, as_ordered: waits.asOrdered, unit_price: price };
    const other = code === waits.line.tax_code ? null : code;
    return [{ order_line_id: waits.line.id, ...said, tax_code: other, tax }];
  });
  const save = (): void => {
    setTried(true);
    if (!number.trim() || asked.length === 0 || lines.some(beyond) || enter.isPending) return;
    enter.mutate(
      {
        order_id: order.id,
        supplier_number: number.trim(),
        kind: credit ? 'credit_note' : 'invoice',
        invoiced_on: day,
        lines: asked,
      },
      {
        onSuccess: (made) => {
          sayDone(t('web.supplier_invoice.saved'));
          go(recordUrl('supplier-invoices', made.id), { replace: true });
        },
      },
    );
  };
  const saving = useSave(save, { pending: enter.isPending });
  const title = t(credit ? 'web.purchase.enter_credit' : 'web.purchase.enter_invoice');
  return (
    <Page
      title={title}
      facts={
        <>
          <Go to={recordUrl('purchase-orders', order.id)}>{order.number}</Go>
          <Go to={recordUrl('parties', order.party.id)}>{order.party.title}</Go>
        </>
      }
      actions={
        <>
          <Button onClick={() => go(recordUrl('purchase-orders', order.id))}>{t('web.cancel')}</Button>
          <Button type="primary" {...saving}>
            {t('web.save')}
          </Button>
        </>
      }
    >
      {enter.isError ? <ErrorPanel error={enter.error} /> : null}
      <Section title={title}>
        <Form layout="vertical">
          <Form.Item
            label={t('web.supplier_invoice.number')}
            required
            {...(tried && !number.trim()
              ? { validateStatus: 'error' as const, help: t('web.supplier_invoice.number_needed') }
              : {})}
          >
            <Input
              aria-label={t('web.supplier_invoice.number')}
              autoFocus
              value={number}
              maxLength={40}
              onChange={(event) => setNumber(event.target.value)}
            />
          </Form.Item>
          <Form.Item label={t('web.invoice.date')} required>
            <DayPicker aria-label={t('web.invoice.date')} value={day} onChange={setDay} />
          </Form.Item>
        </Form>
      </Section>
      <Section title={t('web.lines')} flush>
        {lines.length === 0 ? (
          <EmptyState small title={t('web.supplier_invoice.nothing')} />
        ) : (
          <SimpleTable<Waiting>
            label={t('web.lines')}
            columns={[
              { key: 'product', title: t('web.product'), cell: ({ line }) => line.product },
              {
                key: 'open',
                title: t('web.supplier_invoice.waiting'),
                numeric: true,
                cell: ({ open, unit }) => <Quantity value={open} unit={unit} />,
              },
              {
                key: 'quantity',
                title: t('web.quantity'),
                numeric: true,
                width: 140,
                cell: (waits) => (
                  <>
                    <DecimalInput
                      label={`${t('web.quantity')} ${waits.line.product}`}
                      value={of(waits).quantity}
                      onChange={(quantity) => set(waits, { quantity })}
                    />
                    {beyond(waits) ? (
                      <small role="alert" className="negative">
                        {t('web.too_much', { open: waits.open })}
                      </small>
                    ) : null}
                  </>
                ),
              },
              {
                key: 'price',
                title: t(order.prices_include_tax ? 'web.price.with_tax' : 'web.price.without_tax'),
                numeric: true,
                width: 150,
                cell: (waits) => (
                  <DecimalInput
                    label={`${t('web.price')} ${waits.line.product}`}
                    value={of(waits).price}
                    onChange={(price) => set(waits, { price })}
                  />
                ),
              },
              {
                key: 'rate',
                title: t('web.tax_rate'),
                numeric: true,
                width: 110,
                cell: (waits) => (
                  <Select
                    size="small"
                    aria-label={`${t('web.tax_rate')} ${waits.line.product}`}
                    value={of(waits).code}
                    options={rates.map((rate) => ({ value: rate.code, label: rateName(rate) }))}
                    popupMatchSelectWidth={false}
                    onChange={(code) => set(waits, { code })}
                  />
                ),
              },
              figure('net', (waits) => amountOf(waits).net),
              {
                key: 'tax',
                title: t('web.tax'),
                numeric: true,
                width: 130,
                cell: (waits) => (
                  <DecimalInput
                    label={`${t('web.tax')} ${waits.line.product}`}
                    value={amountOf(waits).tax}
                    onChange={(tax) => set(waits, { tax })}
                  />
                ),
              },
              figure('gross', (waits) => amountOf(waits).gross),
            ]}
            foot={
              <tr>
                <td colSpan={5}>{t('web.total')}</td>
                {[total.net, total.tax, total.gross].map((value, place) => (
                  <td key={place} className="number">
                    <Money value={value} />
                  </td>
                ))}
              </tr>
            }
            rows={lines}
            rowKey={({ line }) => line.id}
          />
        )}
      </Section>
    </Page>
  );
}
