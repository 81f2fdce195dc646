import { useState } from 'react';
import { useRecordMeta } from '../../api/records';
import { isPositive, subtract } from '../../kit/decimal';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { useVerbs } from '../../kit/document/useVerbs';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t, type MessageKey } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { FactList } from '../../kit/record/Facts';
import { History } from '../../kit/record/History';
import { Status } from '../../kit/Status';
import { LotQuantityDialog, type ChosenLine } from '../stock/lots/LotQuantityDialog';
import { usePurchaseOrder, type PurchaseOrder } from './api';
import { PurchaseLines } from './PurchaseLines';

const LOOKS: Record<string, VerbLook> = {
  confirm: { label: 'web.purchase.confirm' },
  take_in: { label: 'web.purchase.take_in' },
  take_in_part: { label: 'web.purchase.take_in_part' },
  scan_in: { label: 'web.work.receive' },
  enter_invoice: { label: 'web.purchase.enter_invoice' },
  enter_credit: { label: 'web.purchase.enter_credit' },
  update: { label: 'web.record.edit' },
  close: {
    label: 'web.order.close',
    ask: { question: 'web.order.close.question', explain: 'web.purchase.close.explain' },
  },
  cancel: {
    label: 'web.order.cancel',
    ask: { question: 'web.order.cancel.question', explain: 'web.purchase.cancel.explain' },
  },
};

const SAID: Record<string, MessageKey> = {
  confirm: 'web.purchase.confirmed',
  receive: 'web.purchase.taken_in',
  close: 'web.order.closed',
  cancel: 'web.order.cancelled',
};

/** A purchase order: its chain, its lines, what may be done next. */
export default function PurchaseOrderPage({ path, id }: RecordScreenProps) {
  const order = usePurchaseOrder(id);
  const verbs = useVerbs(path, id, SAID);
  const go = useGo();
  const [choosing, setChoosing] = useState(false);
  const act = (verb: string): void => {
    verbs.clear();
    if (verb === 'update') go(`${recordUrl(path, id)}/edit`);
    else if (verb === 'take_in_part') setChoosing(true);
    else if (verb === 'scan_in') go(`/stock-work/receive/${id}`);
    else if (verb === 'take_in') verbs.act('receive');
    else if (verb === 'enter_invoice') go('/supplier-invoices/new', { search: { order: id } });
    else if (verb === 'enter_credit')
      go('/supplier-invoices/new', { search: { order: id, kind: 'credit_note' } });
    else verbs.act(verb);
  };
  return (
    <DocumentPage
      path={path}
      document={order}
      title={(value) => value.number}
      facts={(value) => <Facts order={value} />}
      actions={(value) => (
        <AllowedActions
          allowed={withPart(value)}
          looks={LOOKS}
          pending={verbs.pending === 'receive' ? 'take_in' : verbs.pending}
          onAct={act}
        />
      )}
      bar={<ChainStrip type="purchase_order" id={id} />}
      refusal={verbs.refusal}
      side={<History record="purchase_order" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <PurchaseLines order={value} />
          </Section>
          <Section title={t('web.record.facts')}>
            <FactList
              facts={[
                { label: t('web.purchase.expected'), value: value.expected_on },
                { label: t('web.warehouse'), value: value.warehouse.title },
                { label: t('web.purchase.buyer'), value: value.owner?.title },
                {
                  label: t('web.order.prices'),
                  value: t(value.prices_include_tax ? 'web.order.with_tax' : 'web.order.without_tax'),
                },
                { label: t('web.note'), value: value.note },
              ]}
            />
          </Section>
          {choosing ? (
            <TakeInDialog
              order={value}
              onCancel={() => setChoosing(false)}
              onTakeIn={(lines) => {
                setChoosing(false);
                verbs.act('receive', { lines });
              }}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

/** Receiving a part is the same verb with chosen lines: offered wherever receiving is. */
const withPart = (order: PurchaseOrder): string[] =>
  order.allowed_actions.includes('take_in')
    ? [...order.allowed_actions, 'take_in_part', 'scan_in']
    : order.allowed_actions;

function Facts({ order }: { order: PurchaseOrder }) {
  const meta = useRecordMeta('purchase-orders');
  const label = (field: string, value: string): string | undefined =>
    meta?.fields.find((item) => item.name === field)?.choices?.find((choice) => choice.value === value)
      ?.label;
  return (
    <>
      <Status state={order.state} label={label('state', order.state)} />
      <Go to={recordUrl('parties', order.party.id)}>{order.party.title}</Go>
      <span className="figure">{order.ordered_on}</span>
      <b>
        ¥ <Money value={order.gross} />
      </b>
      {order.state === 'draft' || order.state === 'cancelled' ? null : (
        <>
          <Status state={order.receipt_state} label={label('receipt_state', order.receipt_state)} />
          <Status state={order.invoice_state} label={label('invoice_state', order.invoice_state)} />
        </>
      )}
    </>
  );
}

interface TakeInDialogProps {
  order: PurchaseOrder;
  onTakeIn: (lines: ChosenLine[]) => void;
  onCancel: () => void;
}

/** Receives a part of what is still expected. */
function TakeInDialog({ order, onTakeIn, onCancel }: TakeInDialogProps) {
  const lines = order.lines
    .map((line) => ({
      id: line.id,
      product_id: line.product_id,
      name: line.product,
      label: `${line.product} ${line.product_code}`,
      open: subtract(line.quantity, line.received),
      unit: line.unit,
    }))
    .filter((line) => isPositive(line.open));
  return (
    <LotQuantityDialog
      incoming
      warehouse={order.warehouse.id}
      title={t('web.purchase.take_in_part')}
      openTitle={t('web.to_receive')}
      confirm={t('web.purchase.take_in_confirm')}
      lines={lines}
      begin="all"
      previews={{ path: 'purchase-orders', of: { id: order.id, verb: 'receive' } }}
      onConfirm={onTakeIn}
      onCancel={onCancel}
    />
  );
}
