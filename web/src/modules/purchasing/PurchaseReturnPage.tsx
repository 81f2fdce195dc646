import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { FactList } from '../../kit/record/Facts';
import { History } from '../../kit/record/History';
import { Status } from '../../kit/Status';
import { usePurchaseReturn } from './api';
import { PurchasedLines } from './PurchasedLines';

const LOOKS: Record<string, VerbLook> = { enter_credit: { label: 'web.purchase.enter_credit' } };

/** Goods that went back to a supplier: at what they came in, and at what they left. */
export default function PurchaseReturnPage({ path, id }: RecordScreenProps) {
  const returned = usePurchaseReturn(id);
  const go = useGo();
  return (
    <DocumentPage
      path={path}
      document={returned}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <Go to={recordUrl('parties', value.party.id)}>{value.party.title}</Go>
          <span className="figure">{value.returned_on}</span>
          <span>{value.warehouse.title}</span>
          <b>
            ¥ <Money value={value.net} />
          </b>
          <Status state={value.credit_state} kind="credit" />
        </>
      )}
      actions={(value) => (
        <AllowedActions
          allowed={value.allowed_actions}
          looks={LOOKS}
          pending={null}
          onAct={() =>
            go('/supplier-invoices/new', { search: { order: value.order.id, kind: 'credit_note' } })
          }
        />
      )}
      bar={<ChainStrip type="purchase_return" id={id} />}
      refusal={null}
      side={<History record="purchase_return" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <PurchasedLines lines={value.lines} net={value.net} cost={value.cost} />
          </Section>
          <Section title={t('web.record.facts')}>
            <FactList
              facts={[
                {
                  label: t('web.purchase.of_order'),
                  value: <Go to={recordUrl('purchase-orders', value.order.id)}>{value.order.title}</Go>,
                },
                { label: t('web.reason'), value: value.reason },
              ]}
            />
          </Section>
          <EntriesSection type="purchase_return" id={id} />
        </>
      )}
    </DocumentPage>
  );
}
