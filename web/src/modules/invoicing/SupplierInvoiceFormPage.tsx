import { useSearch } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { today } from '../../kit/dates';
import {
  compare,
  formatPercent,
  isNegative,
  isPositive,
  negate,
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
import { usePurchaseOrder, type PurchaseLine, type PurchaseOrder } from '../purchasing/api';
import { lineAmount, totalOf, type TaxedAmount } from '../sales/totals';
import { useEnterSupplierInvoice } from './api';

interface Search {
  order?: string;
  kind?: string;
}

/** A supplier's invoice for what came in of an order, or his credit note for what went back. */
export default function SupplierInvoiceFormPage() {
  const { order, kind } = useSearch({ strict: false }) as Search;
  const found = usePurchaseOrder(order ?? '');
  const credit = kind === 'credit_note';
  if (!order) {
    return (
      <Page title={t('web.purchase.enter_invoice')}>
        <EmptyState
          title={t('web.supplier_invoice.nothing')}
          action={<Go to="/purchase-orders">{t('web.nav.purchase_orders')}</Go>}
        />
      </Page>
    );
  }
  if (found.isError) return <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <SkeletonPage />;
  return <InvoiceForm order={found.data.value} credit={credit} />;
}

/** What of a line waits for an invoice, or for a credit note. */
function waiting(line: PurchaseLine, credit: boolean): Decimal {
  const open = subtract(subtract(line.received, line.returned), line.invoiced);
  return credit ? negate(open) : open;
}

const figure = (key: 'net' | 'tax' | 'gross', value: (line: PurchaseLine) => Decimal) => ({
  key,
  title: t(`web.${key}`),
  numeric: true,
  cell: (line: PurchaseLine) => <Money value={value(line)} />,
});

interface Typed {
  quantity: Decimal | null;
  price: Decimal | null;
}

function InvoiceForm({ order, credit }: { order: PurchaseOrder; credit: boolean }) {
  const go = useGo();
  const enter = useEnterSupplierInvoice();
  const lines = order.lines.filter((line) => isPositive(waiting(line, credit)));
  const [number, setNumber] = useState('');
  const [day, setDay] = useState(today());
  const [typed, setTyped] = useState<Record<string, Typed>>(() =>
    Object.fromEntries(
      lines.map((line) => [line.id, { quantity: waiting(line, credit), price: line.unit_price }]),
    ),
  );
  const [tried, setTried] = useState(false);
  const of = (line: PurchaseLine): Typed => typed[line.id] ?? { quantity: null, price: null };
  const set = (line: PurchaseLine, change: Partial<Typed>): void =>
    setTyped({ ...typed, [line.id]: { ...of(line), ...change } });
  const beyond = (line: PurchaseLine): boolean => {
    const { quantity } = of(line);
    return quantity !== null && (isNegative(quantity) || compare(quantity, waiting(line, credit)) > 0);
  };
  const amountOf = (line: PurchaseLine): TaxedAmount => {
    const { quantity, price } = of(line);
    return lineAmount(quantity ?? '0', price ?? '0', line.tax_rate, order.prices_include_tax);
  };
  const total = totalOf(lines.map(amountOf));
  const asked = lines.flatMap((line) => {
    const { quantity, price } = of(line);
    return quantity !== null && isPositive(quantity)
      ? [{ order_line_id: line.id, quantity, unit_price: price }]
      : [];
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
            <DatePicker
              allowClear={false}
              aria-label={t('web.invoice.date')}
              value={dayjs(day)}
              onChange={(chosen) => {
                if (chosen) setDay(chosen.format('YYYY-MM-DD'));
              }}
            />
          </Form.Item>
        </Form>
      </Section>
      <Section title={t('web.lines')} flush>
        {lines.length === 0 ? (
          <EmptyState small title={t('web.supplier_invoice.nothing')} />
        ) : (
          <SimpleTable<PurchaseLine>
            label={t('web.lines')}
            columns={[
              { key: 'product', title: t('web.product'), cell: (line) => line.product },
              {
                key: 'open',
                title: t('web.supplier_invoice.waiting'),
                numeric: true,
                cell: (line) => <Quantity value={waiting(line, credit)} unit={line.unit} />,
              },
              {
                key: 'quantity',
                title: t('web.quantity'),
                numeric: true,
                width: 140,
                cell: (line) => (
                  <>
                    <DecimalInput
                      label={`${t('web.quantity')} ${line.product}`}
                      value={of(line).quantity}
                      onChange={(quantity) => set(line, { quantity })}
                    />
                    {beyond(line) ? (
                      <small role="alert" className="negative">
                        {t('web.too_much', { open: waiting(line, credit) })}
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
                cell: (line) => (
                  <DecimalInput
                    label={`${t('web.price')} ${line.product}`}
                    value={of(line).price}
                    onChange={(price) => set(line, { price })}
                  />
                ),
              },
              {
                key: 'rate',
                title: t('web.tax_rate'),
                numeric: true,
                cell: (line) => formatPercent(line.tax_rate),
              },
              figure('net', (line) => amountOf(line).net),
              figure('tax', (line) => amountOf(line).tax),
              figure('gross', (line) => amountOf(line).gross),
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
            rowKey={(line) => line.id}
          />
        )}
      </Section>
    </Page>
  );
}
