import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useRecordMeta } from '../../api/records';
import { useAccess } from '../../kit/access';
import { TimeText } from '../../kit/DateText';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { useVerbs } from '../../kit/document/useVerbs';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t, tx, type MessageKey } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { FactList } from '../../kit/record/Facts';
import { Files } from '../../kit/record/Files';
import { History } from '../../kit/record/History';
import { Status } from '../../kit/Status';
import { ApprovalStrip } from '../approvals/ApprovalStrip';
import { concernsApproval, submittedBy, withSubmit } from '../approvals/documents';
import { SubmitDialog } from '../approvals/SubmitDialog';
import { AnswerDialog } from './AnswerDialog';
import { useQuotation, type Quotation } from './api';
import { LinkDialog } from './LinkDialog';
import { Certificate, PromiseFacts, QuotationLines } from './QuotationParts';
import styles from './Quoting.module.css';
import { VersionsSection } from './VersionsSection';

const APPROVED = ['send'];

const LOOKS: Record<string, VerbLook> = withSubmit(APPROVED, {
  send: { label: 'web.quotation.send' },
  order: { label: 'web.quotation.order' },
  share: { label: 'web.quotation.share' },
  update: { label: 'web.record.edit' },
  new_version: { label: 'web.quotation.new_version' },
  accept: { label: 'web.quotation.accept' },
  decline: { label: 'web.quotation.decline' },
  withdraw: {
    label: 'web.quotation.withdraw',
    ask: { question: 'web.quotation.withdraw.question', explain: 'web.quotation.withdraw.explain' },
  },
});

/** What nobody accepted is ordered only on purpose. */
const UNACCEPTED: Record<string, VerbLook> = {
  ...LOOKS,
  order: {
    label: 'web.quotation.order',
    ask: { question: 'web.quotation.order.question', explain: 'web.quotation.order.explain' },
  },
};

const SAID: Record<string, MessageKey> = {
  send: 'web.quotation.sent',
  order: 'web.quotation.ordered',
  'new-version': 'web.quotation.version_begun',
  accept: 'web.quotation.accepted',
  decline: 'web.quotation.declined',
  withdraw: 'web.quotation.withdrawn',
};

type Asked = { dialog: 'link' } | { dialog: 'answer'; verb: 'accept' | 'decline' } | { submit: string };

/** A version of a quotation: its chain, its lines, its versions, what the customer answered, what may be done next. */
export default function QuotationPage({ path, id }: RecordScreenProps) {
  const quotation = useQuotation(id);
  const go = useGo();
  const { can } = useAccess();
  const [asked, setAsked] = useState<Asked | null>(null);
  const verbs = useVerbs(path, id, SAID, (verb, made) => {
    if (verb === 'order') go(recordUrl('sales-orders', made.id));
    if (verb === 'new-version') go(`${recordUrl(path, made.id)}/edit`);
    if (verb === 'send') setAsked({ dialog: 'link' });
  });
  const act = (verb: string): void => {
    verbs.clear();
    const submit = submittedBy(verb);
    if (submit) setAsked({ submit });
    else if (verb === 'update') go(`${recordUrl(path, id)}/edit`);
    else if (verb === 'share') setAsked({ dialog: 'link' });
    else if (verb === 'accept' || verb === 'decline') setAsked({ dialog: 'answer', verb });
    else verbs.act(verb === 'new_version' ? 'new-version' : verb);
  };
  const answering = asked !== null && 'dialog' in asked && asked.dialog === 'answer' ? asked.verb : null;
  return (
    <DocumentPage
      path={path}
      document={quotation}
      title={(value) => value.number}
      facts={(value) => <QuotationFacts quotation={value} />}
      actions={(value) => (
        <>
          <Button icon={<PrinterOutlined />} href={`/api/quotations/${id}/paper`} download>
            {t('web.quotation.paper')}
          </Button>
          <AllowedActions
            allowed={value.allowed_actions}
            looks={value.state === 'sent' ? UNACCEPTED : LOOKS}
            pending={verbs.pending === 'new-version' ? 'new_version' : verbs.pending}
            onAct={act}
          />
        </>
      )}
      bar={
        <>
          <ChainStrip type="quotation" id={id} />
          <ApprovalStrip
            record="quotation"
            id={id}
            asks={concernsApproval(quotation.data?.value.allowed_actions ?? [], APPROVED)}
          />
        </>
      }
      refusal={answering ? null : verbs.refusal}
      side={<History record="quotation" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <QuotationLines quotation={value} />
          </Section>
          {value.order || value.lapsed ? null : <PromiseFacts quotation={value} />}
          <Certificate quotation={value} />
          <Section title={t('web.record.facts')}>
            <FactList facts={factsOf(value)} />
          </Section>
          <VersionsSection id={id} />
          <Section title={t('web.quotation.files')}>
            <Files
              record="quotation"
              id={id}
              mayAdd={can('quoting.quotation.answer')}
              mayRemove={can('quoting.quotation.answer') && value.state !== 'accepted'}
            />
          </Section>
          {asked && 'submit' in asked ? (
            <SubmitDialog
              title={t('web.approvals.submit')}
              asked={{ record: 'quotation', verb: asked.submit, record_id: id, payload: {} }}
              onClose={() => setAsked(null)}
            />
          ) : null}
          {asked && 'dialog' in asked && asked.dialog === 'link' ? (
            <LinkDialog id={id} number={value.number} onClose={() => setAsked(null)} />
          ) : null}
          {answering ? (
            <AnswerDialog
              verb={answering}
              quotation={value}
              refusal={verbs.refusal}
              pending={verbs.pending !== null}
              onCancel={() => {
                setAsked(null);
                verbs.clear();
              }}
              onSay={(said) => verbs.act(answering, said, () => setAsked(null))}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

function QuotationFacts({ quotation }: { quotation: Quotation }) {
  const choices = useRecordMeta('quotations')?.fields.find((item) => item.name === 'state')?.choices;
  const state = quotation.lapsed ? 'expired' : quotation.state;
  return (
    <>
      <Status state={state} label={choices?.find((choice) => choice.value === state)?.label} />
      <Go to={recordUrl('parties', quotation.party.id)}>{quotation.party.title}</Go>
      <span className="figure">
        {t('web.quotation.valid_until')} {quotation.valid_until}
      </span>
      <b>
        ¥ <Money value={quotation.gross} />
      </b>
      {quotation.last_seen_at ? (
        <span className="soft">
          {t('web.quotation.seen')} <TimeText value={quotation.last_seen_at} />
        </span>
      ) : null}
    </>
  );
}

const factsOf = (value: Quotation) => [
  { label: tx('field.quotation.quoted_on'), value: value.quoted_on },
  { label: t('web.quotation.valid_until'), value: value.valid_until },
  { label: tx('field.quotation.contact_id'), value: value.contact?.title },
  {
    label: tx('field.quotation.opportunity_id'),
    value: value.opportunity ? (
      <Go to={recordUrl('opportunities', value.opportunity.id)}>{value.opportunity.title}</Go>
    ) : undefined,
  },
  { label: t('web.order.owner'), value: value.owner?.title },
  { label: tx('field.quotation.language'), value: tx(`choice.quotation.language.${value.language}`) },
  { label: t('web.warehouse'), value: value.warehouse.title },
  {
    label: t('web.order.prices'),
    value: t(value.prices_include_tax ? 'web.order.with_tax' : 'web.order.without_tax'),
  },
  ...(['payment_terms', 'delivery_terms', 'note'] as const).map((name) => ({
    label: tx(`field.quotation.${name}`),
    value: value[name] ? <span className={styles.terms}>{value[name]}</span> : undefined,
    wide: true,
  })),
];
