import { AllowedActions, type VerbLook } from '../../../kit/document/AllowedActions';
import { DocumentPage } from '../../../kit/document/DocumentPage';
import { EntriesSection } from '../../../kit/document/EntriesSection';
import { PreviewEntries } from '../../../kit/document/PreviewEntries';
import { useVerbs } from '../../../kit/document/useVerbs';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Money } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { History } from '../../../kit/record/History';
import { Status } from '../../../kit/Status';
import { useLandedCost, type LandedCost } from './api';
import { LandedLines } from './LandedLines';

const LOOKS: Record<string, VerbLook> = {
  reverse: {
    label: 'web.misc.reverse',
    ask: { question: 'web.misc.reverse.question', explain: 'web.landed.reverse.explain' },
  },
};

/** 采购费用单: what goods cost on their way, which goods bear it, and who is owed it. */
export default function LandedPage({ path, id }: RecordScreenProps) {
  const landed = useLandedCost(id);
  const go = useGo();
  const verbs = useVerbs(path, id, { reverse: 'web.misc.reversed' }, (_, made) =>
    go(recordUrl(path, made.id)),
  );
  return (
    <DocumentPage
      path={path}
      document={landed}
      title={(value) => value.number}
      facts={(value) => <Facts landed={value} />}
      actions={(value) => (
        <>
          {value.allowed_actions.includes('reverse') ? (
            <PreviewEntries path={path} of={{ id, verb: 'reverse' }} body={{}} />
          ) : null}
          <AllowedActions
            allowed={value.allowed_actions}
            looks={LOOKS}
            pending={verbs.pending}
            onAct={(verb) => verbs.act(verb)}
          />
        </>
      )}
      refusal={verbs.refusal}
      side={<History record="landed_cost" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.landed.shares')} flush>
            <LandedLines lines={value.lines} cost={value.cost} basis={value.basis} />
          </Section>
          <EntriesSection type="landed_cost" id={id} />
        </>
      )}
    </DocumentPage>
  );
}

function Facts({ landed }: { landed: LandedCost }) {
  return (
    <>
      <Status state={landed.state} label={`choice.landed_cost.state.${landed.state}`} />
      {landed.party ? <Go to={recordUrl('parties', landed.party.id)}>{landed.party.title}</Go> : null}
      {landed.supplier_invoice ? (
        <Go to={recordUrl('supplier-invoices', landed.supplier_invoice.id)}>
          {landed.supplier_invoice.title}（{landed.supplier_number}）
        </Go>
      ) : null}
      <span className="figure">{landed.occurred_on}</span>
      <span>{tx(`choice.landed_cost.basis.${landed.basis}`)}</span>
      <span>
        {t('web.net')} <Money value={landed.net} /> · {t('web.tax')} <Money value={landed.tax} />
      </span>
      <b>
        ¥ <Money value={landed.gross} />
      </b>
      {landed.reverses ? (
        <Go to={recordUrl('landed-costs', landed.reverses.id)}>
          {t('web.misc.reverses', { number: landed.reverses.title })}
        </Go>
      ) : null}
      {landed.reversed_by ? (
        <Go to={recordUrl('landed-costs', landed.reversed_by.id)}>
          {t('web.misc.reversed_by', { number: landed.reversed_by.title })}
        </Go>
      ) : null}
      {landed.note ? <span>{landed.note}</span> : null}
    </>
  );
}
