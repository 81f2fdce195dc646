import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { Status } from '../../kit/Status';
import { sayDone } from '../../kit/toast';
import { useDraftInvoice } from '../invoicing/api';
import { useSalesReturn } from './api';
import { GoodsLines } from './GoodsLines';

const LOOKS: Record<string, VerbLook> = { credit: { label: 'web.return.credit' } };

/** A return: what came back, and whether the customer has his credit note. */
export default function ReturnPage({ path, id }: RecordScreenProps) {
  const document = useSalesReturn(id);
  const go = useGo();
  const credit = useDraftInvoice();
  return (
    <DocumentPage
      path={path}
      document={document}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <Go to={recordUrl('parties', value.party.id)}>{value.party.title}</Go>
          <span className="figure">{value.returned_on}</span>
          <span>{value.warehouse.title}</span>
          <b>
            ¥ <Money value={value.gross} />
          </b>
          <Status state={value.credit_state} kind="credit" />
          {value.to_inspect ? <Go to="/stock-quality">{t('web.return.to_inspect')}</Go> : null}
          {value.reason ? <span>{value.reason}</span> : null}
        </>
      )}
      actions={(value) => (
        <AllowedActions
          allowed={value.allowed_actions}
          looks={LOOKS}
          pending={credit.isPending ? 'credit' : null}
          onAct={() =>
            credit.mutate(
              { return_id: id },
              {
                onSuccess: (made) => {
                  sayDone(t('web.return.credited'));
                  go(recordUrl('sales-invoices', made.id));
                },
              },
            )
          }
        />
      )}
      bar={<ChainStrip type="sales_return" id={id} />}
      refusal={credit.error}
      side={<History record="sales_return" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <GoodsLines lines={value.lines} gross={value.gross} cost={value.cost} costNow={value.cost_now} />
          </Section>
          <EntriesSection type="sales_return" id={id} />
        </>
      )}
    </DocumentPage>
  );
}
