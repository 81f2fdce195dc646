import { useState } from 'react';
import { useRecordMeta } from '../../api/records';
import { useAccess } from '../../kit/access';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { DayDialog } from '../../kit/document/DayDialog';
import { useVerbs } from '../../kit/document/useVerbs';
import { subtract } from '../../kit/decimal';
import { Deadline } from '../../kit/DateText';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t, type MessageKey } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { FactList } from '../../kit/record/Facts';
import { History } from '../../kit/record/History';
import { Status } from '../../kit/Status';
import { sayDone } from '../../kit/toast';
import { ApprovalStrip } from '../approvals/ApprovalStrip';
import { concernsApproval, submittedBy, withSubmit } from '../approvals/documents';
import { SubmitDialog } from '../approvals/SubmitDialog';
import { PlanSection } from '../collecting/PlanSection';
import { useDraftInvoice } from '../invoicing/api';
import { ShortNotice } from '../stock/ShortNotice';
import { useOrder, type Order } from './api';
import { ChangesSection } from './changes/ChangesSection';
import { DeliverDialog } from './DeliverDialog';
import { OrderLines } from './OrderLines';
import { usePickedOrders } from './picks/picks';
import { PassOverDialog } from './PassOverDialog';
import { RescheduleDialog } from './RescheduleDialog';
import { shortagesOf, StockRefusal } from './StockRefusal';

const APPROVED = ['confirm'];
const PROMISED = ['confirmed', 'closed'];

const LOOKS: Record<string, VerbLook> = withSubmit(APPROVED, {
  confirm: { label: 'web.order.confirm' },
  deliver: { label: 'web.order.deliver' },
  invoice: { label: 'web.order.invoice' },
  invoice_on: { label: 'web.order.invoice_on' },
  deliver_part: { label: 'web.order.deliver_part' },
  pick: { label: 'web.work.pick' },
  pick_list: { label: 'web.pick.make_list' },
  update: { label: 'web.record.edit' },
  change: { label: 'web.order.change' },
  reschedule: { label: 'web.order.reschedule' },
  close: {
    label: 'web.order.close',
    ask: { question: 'web.order.close.question', explain: 'web.order.close.explain' },
  },
  cancel: {
    label: 'web.order.cancel',
    ask: { question: 'web.order.cancel.question', explain: 'web.order.cancel.explain' },
  },
});

const SAID: Record<string, MessageKey> = {
  confirm: 'web.order.confirmed',
  deliver: 'web.order.delivered',
  reschedule: 'web.order.rescheduled',
  close: 'web.order.closed',
  cancel: 'web.order.cancelled',
};

/** An order: its chain, its lines, what may be done next. */
export default function OrderPage({ path, id }: RecordScreenProps) {
  const order = useOrder(id);
  const verbs = useVerbs(path, id, SAID);
  const go = useGo();
  const { can } = useAccess();
  const [choosing, setChoosing] = useState(false);
  const [dating, setDating] = useState(false);
  const [moving, setMoving] = useState(false);
  const [passing, setPassing] = useState(false);
  const [submitting, setSubmitting] = useState<string>();
  const invoice = useDraftInvoice();
  const draft = (day?: string): void =>
    invoice.mutate(
      { order_id: id, ...(day ? { invoiced_on: day } : {}) },
      {
        onSuccess: (made) => {
          sayDone(t('web.order.invoiced'));
          go(recordUrl('sales-invoices', made.id));
        },
      },
    );
  const act = (verb: string): void => {
    verbs.clear();
    invoice.reset();
    if (submittedBy(verb)) setSubmitting(submittedBy(verb));
    else if (verb === 'update') go(`${recordUrl(path, id)}/edit`);
    else if (verb === 'change') go(`/order-change/${id}`);
    else if (verb === 'deliver_part') setChoosing(true);
    else if (verb === 'confirm' && order.data?.value.passes_over) setPassing(true);
    else if (verb === 'reschedule') setMoving(true);
    else if (verb === 'pick') go(`/stock-work/pick/${id}`);
    else if (verb === 'pick_list') go('/pick-lists/new', { search: { order: id } });
    else if (verb === 'invoice') draft();
    else if (verb === 'invoice_on') setDating(true);
    else verbs.act(verb);
  };
  return (
    <DocumentPage
      path={path}
      document={order}
      title={(value) => value.number}
      facts={(value) => <OrderFacts order={value} />}
      actions={(value) => (
        <AllowedActions
          allowed={withPart(value, can('sales.pick.create'))}
          looks={LOOKS}
          pending={invoice.isPending ? 'invoice' : verbs.pending}
          onAct={act}
        />
      )}
      bar={
        <>
          <OrderChain id={id} />
          <ApprovalStrip
            record="sales_order"
            id={id}
            asks={concernsApproval(order.data?.value.allowed_actions ?? [], APPROVED)}
          />
        </>
      }
      refusal={choosing || moving ? null : (verbs.refusal ?? invoice.error)}
      refusalExtra={
        shortagesOf(verbs.refusal).length > 0 ? <StockRefusal problem={verbs.refusal} /> : undefined
      }
      side={<History record="sales_order" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <OrderLines order={value} />
          </Section>
          {value.allowed_actions.includes('deliver') ? (
            <ShortNotice warehouse={value.warehouse.id} lines={value.lines.map(stillOpen)} />
          ) : null}
          {PROMISED.includes(value.state) ? <PlanSection order={id} /> : null}
          {PROMISED.includes(value.state) ? <ChangesSection order={id} /> : null}
          <Section title={t('web.record.facts')}>
            <FactList
              facts={[
                { label: t('web.order.deliver_on'), value: value.deliver_on },
                { label: t('web.warehouse'), value: value.warehouse.title },
                {
                  label: t('web.hold'),
                  value: value.hold ? (
                    <Go to={recordUrl('goods-holds', value.hold.id)}>{value.hold.title}</Go>
                  ) : null,
                },
                { label: t('web.order.owner'), value: value.owner?.title },
                {
                  label: t('web.order.prices'),
                  value: t(value.prices_include_tax ? 'web.order.with_tax' : 'web.order.without_tax'),
                },
                { label: t('web.note'), value: value.note },
              ]}
            />
          </Section>
          <EntriesSection type="sales_order" id={id} />
          {submitting ? (
            <SubmitDialog
              title={t('web.approvals.submit')}
              asked={{ record: 'sales_order', verb: submitting, record_id: id, payload: {} }}
              onClose={() => setSubmitting(undefined)}
            />
          ) : null}
          {dating ? (
            <DayDialog
              title={t('web.order.invoice_on')}
              onCancel={() => setDating(false)}
              onConfirm={(day) => {
                setDating(false);
                draft(day);
              }}
            />
          ) : null}
          {passing && value.passes_over ? (
            <PassOverDialog
              beyond={value.passes_over}
              customer={value.party.title}
              onCancel={() => setPassing(false)}
              onConfirm={() => {
                setPassing(false);
                verbs.act('confirm');
              }}
            />
          ) : null}
          {moving ? (
            <RescheduleDialog
              order={value}
              onCancel={() => {
                setMoving(false);
                verbs.clear();
              }}
              refusal={verbs.refusal}
              pending={verbs.pending !== null}
              onReschedule={(said) => verbs.act('reschedule', said, () => setMoving(false), order.data?.etag)}
            />
          ) : null}
          {choosing ? (
            <DeliverDialog
              order={value}
              onCancel={() => setChoosing(false)}
              refusal={verbs.refusal}
              pending={verbs.pending !== null}
              onDeliver={(lines, said) => verbs.act('deliver', { lines, ...said }, () => setChoosing(false))}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

const stillOpen = ({ product_id, product, unit, quantity, delivered }: Order['lines'][number]) => ({
  product_id,
  product,
  unit,
  quantity: subtract(quantity, delivered),
});

/** Delivering a part, or what is scanned, is the same verb with chosen lines: offered wherever delivering is. */
const withPart = (order: Order, picks: boolean): string[] => [
  ...order.allowed_actions,
  ...(order.allowed_actions.includes('invoice') ? ['invoice_on'] : []),
  ...(order.allowed_actions.includes('deliver')
    ? ['deliver_part', 'pick', ...(picks ? ['pick_list'] : [])]
    : []),
];

function OrderFacts({ order }: { order: Order }) {
  const meta = useRecordMeta('sales-orders');
  const label = (field: string, value: string): string | undefined =>
    meta?.fields.find((item) => item.name === field)?.choices?.find((choice) => choice.value === value)
      ?.label;
  return (
    <>
      <Status state={order.state} label={label('state', order.state)} />
      <Go to={recordUrl('parties', order.party.id)}>{order.party.title}</Go>
      <span className="figure">{order.ordered_on}</span>
      {order.next_delivery_on ? (
        <span>
          {t('web.order.next_delivery')} <Deadline value={order.next_delivery_on} />
        </span>
      ) : null}
      <b>
        ¥ <Money value={order.gross} />
      </b>
      {order.state === 'draft' || order.state === 'cancelled' ? null : (
        <>
          <Status state={order.delivery_state} kind="delivery" />
          <Status state={order.invoice_state} kind="invoice" />
        </>
      )}
    </>
  );
}

/** The chain of an order; while it is on a pick list, that list stands where its delivery will. */
function OrderChain({ id }: { id: string }) {
  const { can } = useAccess();
  const pick = usePickedOrders(id, can('sales.pick.view')).data?.[0]?.pick;
  const list = pick ? (
    <Go to={recordUrl('pick-lists', pick.id)}>{t('web.pick.on_list', { number: pick.title })}</Go>
  ) : null;
  return <ChainStrip type="sales_order" id={id} {...(list ? { meanwhile: { delivery: list } } : {})} />;
}
