import { Select } from 'antd';
import { useState } from 'react';
import type { Problem } from '../../api/problem';
import { useRecordMeta, useRecordPage } from '../../api/records';
import type { Condition, Reference } from '../../api/types';
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
import { ApprovalStrip } from '../approvals/ApprovalStrip';
import { concernsApproval, submittedBy, withSubmit } from '../approvals/documents';
import { SubmitDialog } from '../approvals/SubmitDialog';
import { LotQuantityDialog, type ChosenLine } from '../stock/lots/LotQuantityDialog';
import { ENTRUSTED } from '../stock/warehouses';
import { usePurchaseOrder, type PurchaseOrder } from './api';
import { PurchaseLines } from './PurchaseLines';

const APPROVED = ['confirm'];

const LOOKS: Record<string, VerbLook> = withSubmit(APPROVED, {
  confirm: { label: 'web.purchase.confirm' },
  take_in: { label: 'web.purchase.take_in' },
  take_in_part: { label: 'web.purchase.take_in_part' },
  scan_in: { label: 'web.work.receive' },
  buy_out: { label: 'web.purchase.buy_out' },
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
});

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
  const [submitting, setSubmitting] = useState<string>();
  const [choosing, setChoosing] = useState<'delivery' | 'kept' | null>(null);
  const supplier = order.data?.value.party.id;
  const kept = useKeptFor(supplier);
  // Goods that come in by lots are asked for them, where all were to come in at once.
  const lotsAsked = verbs.refusal?.code === 'stock.lots_missing';
  const asked = choosing ?? (lotsAsked ? 'delivery' : null);
  const act = (verb: string): void => {
    verbs.clear();
    if (submittedBy(verb)) setSubmitting(submittedBy(verb));
    else if (verb === 'update') go(`${recordUrl(path, id)}/edit`);
    else if (verb === 'take_in_part') setChoosing('delivery');
    else if (verb === 'buy_out') setChoosing('kept');
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
          allowed={withPart(value, kept.length > 0)}
          looks={LOOKS}
          pending={verbs.pending === 'receive' ? 'take_in' : verbs.pending}
          onAct={act}
        />
      )}
      bar={
        <>
          <ChainStrip type="purchase_order" id={id} />
          <ApprovalStrip
            record="purchase_order"
            id={id}
            asks={concernsApproval(order.data?.value.allowed_actions ?? [], APPROVED)}
          />
        </>
      }
      refusal={asked ? null : verbs.refusal}
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
          {submitting ? (
            <SubmitDialog
              title={t('web.approvals.submit')}
              asked={{ record: 'purchase_order', verb: submitting, record_id: id, payload: {} }}
              onClose={() => setSubmitting(undefined)}
            />
          ) : null}
          {asked ? (
            <TakeInDialog
              order={value}
              kept={asked === 'kept' ? kept : []}
              onCancel={() => {
                setChoosing(null);
                verbs.clear();
              }}
              refusal={lotsAsked && choosing === null ? null : verbs.refusal}
              pending={verbs.pending !== null}
              onTakeIn={(lines, said) => {
                // Asked for lots it opened by itself: it stays open until they are taken.
                setChoosing(asked);
                verbs.act('receive', { lines, ...said }, () => setChoosing(null));
              }}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

/** Receiving a part is the same verb with chosen lines: offered wherever receiving is. */
const withPart = (order: PurchaseOrder, kept: boolean): string[] =>
  order.allowed_actions.includes('take_in')
    ? [...order.allowed_actions, 'take_in_part', 'scan_in', ...(kept ? ['buy_out'] : [])]
    : order.allowed_actions;

/** The warehouses in which we keep goods of a supplier: what lies there may be bought where it lies. */
function useKeptFor(supplier: string | undefined): Reference[] {
  const filter: Condition = {
    and: [ENTRUSTED, { field: 'goods_owner_id', op: 'eq', value: supplier ?? '' }],
  };
  const houses = useRecordPage('warehouses', { fields: ['name'], limit: 20, filter }, supplier !== undefined);
  return (houses.data?.items ?? []).map((house) => ({ id: house.id, title: String(house.name ?? '') }));
}

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
          {order.wants_credit ? <Status state="due" kind="credit" /> : null}
        </>
      )}
    </>
  );
}

interface TakeInDialogProps {
  order: PurchaseOrder;
  /** Where the goods are bought out of; empty where the supplier brings them. */
  kept: Reference[];
  refusal: Problem | null;
  pending: boolean;
  onTakeIn: (lines: ChosenLine[], said: Record<string, unknown>) => void;
  onCancel: () => void;
}

/** Receives a part of what is still expected: brought by the supplier, or bought out of what we keep for him. */
function TakeInDialog({ order, kept, refusal, pending, onTakeIn, onCancel }: TakeInDialogProps) {
  const [house, setHouse] = useState(kept[0]?.id);
  const also: Record<string, string> = house ? { bought_out_of: house } : {};
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
      key={house ?? ''}
      incoming={!house}
      warehouse={house ?? order.warehouse.id}
      title={t(house ? 'web.purchase.buy_out' : 'web.purchase.take_in_part')}
      also={also}
      above={house ? <BuyOutFrom houses={kept} value={house} onChange={setHouse} /> : undefined}
      openTitle={t('web.to_receive')}
      confirm={t('web.purchase.take_in_confirm')}
      lines={lines}
      begin="all"
      previews={{ path: 'purchase-orders', of: { id: order.id, verb: 'receive' } }}
      day="received_on"
      refusal={refusal}
      pending={pending}
      onConfirm={onTakeIn}
      onCancel={onCancel}
    />
  );
}

interface BuyOutFromProps {
  houses: Reference[];
  value: string;
  onChange: (house: string) => void;
}

/** Out of which of his warehouses the supplier's goods are bought. */
function BuyOutFrom({ houses, value, onChange }: BuyOutFromProps) {
  return (
    <p>
      {t('web.purchase.buy_out.from')}{' '}
      {houses.length > 1 ? (
        <Select
          aria-label={t('web.purchase.buy_out.from')}
          value={value}
          options={houses.map((house) => ({ value: house.id, label: house.title }))}
          onChange={onChange}
        />
      ) : (
        <b>{houses[0]?.title}</b>
      )}
      <br />
      <small className="soft">{t('web.purchase.buy_out.explain')}</small>
    </p>
  );
}
