import { useState } from 'react';
import { useRecordMeta } from '../../../api/records';
import { AllowedActions, type VerbLook } from '../../../kit/document/AllowedActions';
import { DocumentPage } from '../../../kit/document/DocumentPage';
import { useVerbs } from '../../../kit/document/useVerbs';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { t, tx, type MessageKey } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { FactList } from '../../../kit/record/Facts';
import { History } from '../../../kit/record/History';
import { Status } from '../../../kit/Status';
import { ApprovalStrip } from '../../approvals/ApprovalStrip';
import { concernsApproval, submittedBy, withSubmit } from '../../approvals/documents';
import { SubmitDialog } from '../../approvals/SubmitDialog';
import { shortagesOf, StockRefusal } from '../StockRefusal';
import { useOrderChange, type OrderChange } from './changes';
import styles from './Changes.module.css';
import { Differences, More } from './Differences';
import { Effects } from './Effects';

const APPROVED = ['take_effect'];

const LOOKS: Record<string, VerbLook> = withSubmit(APPROVED, {
  take_effect: { label: 'web.change.take_effect' },
  compare: { label: 'web.change.compare' },
  update: { label: 'web.record.edit' },
  cancel: {
    label: 'web.change.cancel',
    ask: { question: 'web.change.cancel.question', explain: 'web.change.cancel.explain' },
  },
});

/** Of an order that moved, comparing comes first. */
const STALE: Record<string, VerbLook> = { compare: { label: 'web.change.compare' }, ...LOOKS };

const SAID: Record<string, MessageKey> = {
  'take-effect': 'web.change.in_effect',
  compare: 'web.change.compared',
  cancel: 'web.change.cancelled',
};

/** A change of a promised order: what it makes different, what would follow, and what may be done next. */
export default function ChangePage({ path, id }: RecordScreenProps) {
  const change = useOrderChange(id);
  const verbs = useVerbs(path, id, SAID);
  const go = useGo();
  const [submitting, setSubmitting] = useState<string>();
  const act = (verb: string): void => {
    verbs.clear();
    if (submittedBy(verb)) setSubmitting(submittedBy(verb));
    else if (verb === 'update') go(`${recordUrl(path, id)}/edit`);
    else verbs.act(verb === 'take_effect' ? 'take-effect' : verb);
  };
  return (
    <DocumentPage
      path={path}
      document={change}
      title={(value) => value.number}
      facts={(value) => <ChangeFacts change={value} />}
      actions={(value) => (
        <AllowedActions
          allowed={offered(value)}
          looks={value.stale ? STALE : LOOKS}
          pending={verbs.pending === 'take-effect' ? 'take_effect' : verbs.pending}
          onAct={act}
        />
      )}
      bar={
        <ApprovalStrip
          record="sales_order_change"
          id={id}
          asks={concernsApproval(change.data?.value.allowed_actions ?? [], APPROVED)}
        />
      }
      refusal={verbs.refusal}
      refusalExtra={
        shortagesOf(verbs.refusal).length > 0 ? <StockRefusal problem={verbs.refusal} /> : undefined
      }
      side={<History record="sales_order_change" id={id} />}
    >
      {(value) => (
        <>
          {value.stale ? (
            <p role="status" className={styles.stale}>
              {t('web.change.stale')}
            </p>
          ) : null}
          <Section title={t('web.change.differences')} flush>
            <Differences change={value} />
          </Section>
          {value.state === 'draft' ? <Effects id={id} /> : null}
          <Section title={t('web.record.facts')}>
            <FactList facts={factsOf(value)} />
          </Section>
          {submitting ? (
            <SubmitDialog
              title={t('web.approvals.submit')}
              asked={{ record: 'sales_order_change', verb: submitting, record_id: id, payload: {} }}
              onClose={() => setSubmitting(undefined)}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

/** There is something to compare only where the order moved. */
const offered = (change: OrderChange): string[] =>
  change.allowed_actions.filter((verb) => verb !== 'compare' || change.stale);

function ChangeFacts({ change }: { change: OrderChange }) {
  const choices = useRecordMeta('sales-order-changes')?.fields.find((item) => item.name === 'state')?.choices;
  return (
    <>
      <Status state={change.state} label={choices?.find((choice) => choice.value === change.state)?.label} />
      <Go to={recordUrl('sales-orders', change.order.id)}>{change.order.title}</Go>
      <span className="figure">V{change.version_no}</span>
      <Go to={recordUrl('parties', change.party.id)}>{change.party.title}</Go>
      <span className="figure">{change.changed_on}</span>
      <b>
        ¥ <Money value={change.gross} />
      </b>
      <More amount={change.gross_change} />
    </>
  );
}

const factsOf = (change: OrderChange) => [
  { label: t('web.change.reason'), value: change.reason, wide: true },
  { label: t('web.order.deliver_on'), value: moved(change.old_deliver_on, change.deliver_on) },
  { label: t('web.warehouse'), value: change.warehouse.title },
  {
    label: t('web.order.prices'),
    value: t(change.prices_include_tax ? 'web.order.with_tax' : 'web.order.without_tax'),
  },
  { label: tx('field.sales_order_change.note'), value: moved(change.old_note, change.note), wide: true },
];

/** What the head says, and what it said before where that is something else. */
const moved = (old: string | null, now: string | null) =>
  old === now || old === null ? (
    now
  ) : (
    <>
      <span className={styles.old}>{old}</span> <b>{now ?? '—'}</b>
    </>
  );
