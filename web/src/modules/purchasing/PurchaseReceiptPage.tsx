import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { useVerbs } from '../../kit/document/useVerbs';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { usePurchaseReceipt } from './api';
import { LandedShares } from './landed/LandedShares';
import { PurchasedLines } from './PurchasedLines';
import { SendBackDialog } from './SendBackDialog';

const LOOKS: Record<string, VerbLook> = {
  spread: { label: 'web.landed.spread' },
  return: { label: 'web.purchase.send_back' },
};

/** A purchase receipt: what came in, from whom; and the way back. */
export default function PurchaseReceiptPage({ path, id }: RecordScreenProps) {
  const receipt = usePurchaseReceipt(id);
  const go = useGo();
  const maySpread = useAccess().can('invoicing.landed_cost.post');
  const verbs = useVerbs(path, id, { 'send-back': 'web.purchase.sent_back' }, (verb, made) => {
    if (verb === 'send-back') go(recordUrl('purchase-returns', made.id));
  });
  const [returning, setReturning] = useState(false);
  return (
    <DocumentPage
      path={path}
      document={receipt}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <Go to={recordUrl('parties', value.party.id)}>{value.party.title}</Go>
          <span className="figure">{value.received_on}</span>
          <span>{value.warehouse.title}</span>
          <b>
            ¥ <Money value={value.net} />
          </b>
        </>
      )}
      actions={(value) => (
        <AllowedActions
          allowed={[...value.allowed_actions, ...(maySpread ? ['spread'] : [])]}
          looks={LOOKS}
          pending={verbs.pending === 'send-back' ? 'return' : verbs.pending}
          onAct={(verb) => {
            verbs.clear();
            if (verb === 'return') setReturning(true);
            else go('/landed-costs/new', { search: { receipt: id } });
          }}
        />
      )}
      bar={<ChainStrip type="purchase_receipt" id={id} />}
      refusal={returning ? null : verbs.refusal}
      side={<History record="purchase_receipt" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <PurchasedLines lines={value.lines} net={value.net} />
          </Section>
          <LandedShares path="purchase-receipts" id={id} />
          <EntriesSection type="purchase_receipt" id={id} />
          {returning ? (
            <SendBackDialog
              receipt={value}
              onCancel={() => setReturning(false)}
              refusal={verbs.refusal}
              pending={verbs.pending !== null}
              onReturn={(lines, said) =>
                verbs.act('send-back', { lines, ...said }, () => setReturning(false))
              }
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}
