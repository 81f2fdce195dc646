import { useState } from 'react';
import { daysBetween, today } from '../../../kit/dates';
import { isDecimal, isPositive } from '../../../kit/decimal';
import { AllowedActions, type VerbLook } from '../../../kit/document/AllowedActions';
import { ChainStrip } from '../../../kit/document/ChainStrip';
import { DocumentPage } from '../../../kit/document/DocumentPage';
import { EntriesSection } from '../../../kit/document/EntriesSection';
import { useVerbs } from '../../../kit/document/useVerbs';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { History } from '../../../kit/record/History';
import { Status } from '../../../kit/Status';
import { useBill, type Bill } from './api';
import styles from './Bills.module.css';
import { UseDialog, type UseVerb } from './UseDialog';
import { Uses } from './Uses';

const looksOf = (bill: Bill): Record<string, VerbLook> => ({
  collect: { label: 'web.bill.collect' },
  honour: { label: 'web.bill.honour' },
  endorse: { label: 'web.bill.endorse' },
  discount: { label: 'web.bill.discount' },
  dishonour: { label: bill.side === 'issued' ? 'web.bill.not_paid' : 'web.bill.dishonour' },
  reverse: {
    label: 'web.misc.reverse',
    ask: { question: 'web.misc.reverse.question', explain: 'web.bill.reverse.explain' },
  },
});

/** 承兑汇票: what stands on it, where it came from, what became of it, and what may be done next. */
export default function BillPage({ path, id }: RecordScreenProps) {
  const go = useGo();
  const bill = useBill(id);
  const [using, setUsing] = useState<UseVerb>();
  const verbs = useVerbs(
    path,
    id,
    {
      collect: 'web.bill.collected',
      honour: 'web.bill.honoured',
      discount: 'web.bill.discounted',
      dishonour: bill.data?.value.side === 'issued' ? 'web.bill.not_paid.done' : 'web.bill.dishonoured',
      reverse: 'web.misc.reversed',
    },
    () => setUsing(undefined),
  );
  const act = (verb: string): void => {
    verbs.clear();
    if (verb === 'endorse') go('/payments/new', { search: { bill: id } });
    else if (verb === 'reverse') verbs.act(verb);
    else setUsing(verb as UseVerb);
  };
  return (
    <DocumentPage
      path={path}
      document={bill}
      title={(value) => value.number}
      kind={(value) => tx(`choice.bill.kind.${value.kind}`)}
      facts={(value) => <Facts bill={value} />}
      actions={(value) => (
        <AllowedActions
          allowed={value.allowed_actions}
          looks={looksOf(value)}
          pending={verbs.pending}
          onAct={act}
        />
      )}
      bar={<ChainStrip type="bill" id={id} />}
      refusal={using ? null : verbs.refusal}
      side={<History record="bill" id={id} />}
    >
      {(value) => (
        <>
          <Paper bill={value} />
          <Uses bill={value} />
          <EntriesSection type="bill" id={id} none={t('web.bill.entries_elsewhere')} />
          {using ? (
            <UseDialog
              bill={value}
              verb={using}
              pending={verbs.pending !== null}
              refusal={verbs.refusal}
              onClose={() => setUsing(undefined)}
              onUse={(body) => verbs.act(using, body)}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

function Facts({ bill }: { bill: Bill }) {
  const days = daysBetween(today(), bill.due_on);
  const refused = bill.uses.some(
    (use) => (use.kind === 'dishonoured' || use.kind === 'recourse') && !use.undone,
  );
  return (
    <>
      {refused ? (
        <Status
          state="refused"
          label={bill.side === 'issued' ? 'web.bill.use.not_paid' : 'web.bill.use.dishonoured'}
        />
      ) : (
        <Status state={bill.state} label={`choice.bill.state.${bill.state}`} />
      )}
      <span>{tx(`choice.bill.side.${bill.side}`)}</span>
      <Go to={recordUrl('parties', bill.party.id)}>{bill.party.title}</Go>
      <b>
        ¥ <Money value={bill.amount} />
      </b>
      {isDecimal(bill.remaining) && isPositive(bill.remaining) ? (
        <>
          <span>
            {tx('field.bill.remaining')} <Money value={bill.remaining} />
          </span>
          <span className={days < 0 ? 'negative' : days <= 30 ? styles.soon : undefined}>
            {t(days < 0 ? 'web.bill.overdue_by' : 'web.bill.due_in', { count: Math.abs(days) })}
          </span>
        </>
      ) : null}
    </>
  );
}

function Paper({ bill }: { bill: Bill }) {
  const facts: [string, React.ReactNode][] = [
    ['number', bill.number],
    ['acceptor', bill.acceptor],
    ['drawer', bill.drawer],
    ['issued_on', bill.issued_on],
    ['due_on', bill.due_on],
    ['entered_on', bill.entered_on],
    ['sub_range', bill.sub_range],
    ['receipt_id', bill.receipt && <Go to={recordUrl('receipts', bill.receipt.id)}>{bill.receipt.title}</Go>],
    ['payment_id', bill.payment && <Go to={recordUrl('payments', bill.payment.id)}>{bill.payment.title}</Go>],
    ['note', bill.note],
  ];
  return (
    <Section title={t('web.bill.paper')}>
      <dl className={styles.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{tx(`field.bill.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {bill.receipt || bill.payment ? null : (
          <div>
            <dt>{t('web.bill.origin')}</dt>
            <dd>{t('web.bill.from_before')}</dd>
          </div>
        )}
      </dl>
    </Section>
  );
}
