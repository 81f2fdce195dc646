import { Checkbox } from 'antd';
import { useState } from 'react';
import { useChain } from '../../api/documents';
import type { Problem } from '../../api/problem';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { useVerbs } from '../../kit/document/useVerbs';
import { isDecimal, isPositive, isZero, negate, subtract } from '../../kit/decimal';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { sayDone } from '../../kit/toast';
import { WaybillsSection } from '../shipping/WaybillsSection';
import { LotQuantityDialog, type ChosenLine } from '../stock/lots/LotQuantityDialog';
import { useTracked, type Tracked } from '../stock/lots/lots';
import { useDelivery, type Delivery } from './api';
import { GoodsLines } from './GoodsLines';
import { PrintDelivery } from './picks/PrintDelivery';

const LOOKS: Record<string, VerbLook> = { return: { label: 'web.delivery.return' } };

/** A delivery: what left, for whom, at which cost; and the way back. */
export default function DeliveryPage({ path, id }: RecordScreenProps) {
  const delivery = useDelivery(id);
  const go = useGo();
  const verbs = useVerbs(path, id, {}, (verb, made) => {
    if (verb === 'return') go(recordUrl('sales-returns', made.id));
  });
  const [returning, setReturning] = useState(false);
  return (
    <DocumentPage
      path={path}
      document={delivery}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <Go to={recordUrl('parties', value.party.id)}>{value.party.title}</Go>
          <span className="figure">{value.delivered_on}</span>
          <span>{value.warehouse.title}</span>
          <b>
            ¥ <Money value={value.gross} />
          </b>
          {value.recognised ? <span>{t('web.delivery.recognised')}</span> : null}
          {isDecimal(value.unbilled) && !isZero(value.unbilled) ? <Unbilled amount={value.unbilled} /> : null}
        </>
      )}
      actions={(value) => (
        <>
          <PrintDelivery delivery={id} />
          <AllowedActions
            allowed={value.allowed_actions}
            looks={LOOKS}
            pending={verbs.pending}
            onAct={() => {
              verbs.clear();
              setReturning(true);
            }}
          />
        </>
      )}
      bar={<ChainStrip type="delivery" id={id} />}
      refusal={returning ? null : verbs.refusal}
      side={<History record="delivery" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <GoodsLines
              lines={value.lines}
              gross={value.gross}
              cost={value.cost}
              costNow={value.cost_now}
              withReturned
            />
          </Section>
          <WaybillsSection delivery={id} />
          <EntriesSection type="delivery" id={id} />
          {returning ? (
            <ReturnDialog
              delivery={value}
              onCancel={() => setReturning(false)}
              refusal={verbs.refusal}
              pending={verbs.pending !== null}
              onReturn={(lines, said) =>
                verbs.act('return', { lines, ...said }, () => {
                  setReturning(false);
                  sayDone(t(said.to_inspect ? 'web.delivery.returned_to_inspect' : 'web.delivery.returned'));
                })
              }
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

/** What left and is on no invoice yet or, below zero, what came back and is on no credit note yet. */
function Unbilled({ amount }: { amount: string }) {
  const back = !isPositive(amount);
  return (
    <span>
      {t(back ? 'web.delivery.uncredited' : 'web.delivery.unbilled')} ¥{' '}
      <Money value={back ? negate(amount) : amount} />
    </span>
  );
}

/** Whether it is known again by what it is: such goods are looked at before somebody else gets them. */
const isKnownAgain = (product: Tracked | undefined): boolean =>
  product !== undefined && (product.tracking !== 'none' || product.inspected);

interface ReturnDialogProps {
  delivery: Delivery;
  refusal: Problem | null;
  pending: boolean;
  onReturn: (lines: ChosenLine[], said: Record<string, unknown>) => void;
  onCancel: () => void;
}

function ReturnDialog({ delivery, refusal, pending, onReturn, onCancel }: ReturnDialogProps) {
  const [chosen, setWaits] = useState<boolean>();
  const tracked = useTracked(
    delivery.lines.map((line) => line.product_id),
    delivery.warehouse.id,
  );
  const waits = chosen ?? delivery.lines.every((line) => isKnownAgain(tracked.of.get(line.product_id)));
  const lines = delivery.lines
    .map((line) => ({
      id: line.id,
      product_id: line.product_id,
      lots: line.lots,
      name: line.product,
      label: `${line.product} ${line.product_code}`,
      open: subtract(line.quantity, line.returned),
    }))
    .filter((line) => isPositive(line.open));
  if (!tracked.ready) return null;
  return (
    <LotQuantityDialog
      title={t('web.delivery.return')}
      openTitle={t('web.returnable')}
      confirm={t('web.delivery.take_back')}
      lines={lines}
      begin="nothing"
      day="returned_on"
      back
      above={
        <>
          <GivenUp order={delivery.order.id} />
          <p>
            <Checkbox checked={waits} onChange={(event) => setWaits(event.target.checked)}>
              {t('web.delivery.to_inspect')}
            </Checkbox>
          </p>
        </>
      }
      also={{ to_inspect: waits }}
      reason={t('web.reason')}
      refusal={refusal}
      pending={pending}
      onConfirm={onReturn}
      onCancel={onCancel}
    />
  );
}

/** Warns that the order's invoice was written off: no credit note can follow until that is reversed. */
function GivenUp({ order }: { order: string }) {
  const chain = useChain('sales_order', order);
  const lost = (chain.data?.documents ?? []).filter(
    (one) => one.type === 'write_off' && one.state === 'posted' && one.kind !== 'rounding',
  );
  if (lost.length === 0) return null;
  return (
    <p role="alert" className="negative">
      {t('web.delivery.written_off', { numbers: lost.map((one) => one.number).join(t('web.list.comma')) })}
    </p>
  );
}
