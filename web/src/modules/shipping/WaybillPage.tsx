import { useState } from 'react';
import { fileUrl } from '../../api/files';
import { DateText } from '../../kit/DateText';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { useVerbs } from '../../kit/document/useVerbs';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Section } from '../../kit/Page';
import { FactList } from '../../kit/record/Facts';
import { History } from '../../kit/record/History';
import { Status } from '../../kit/Status';
import { ReasonDialog } from '../crm/ReasonDialog';
import { useWaybill, type Waybill } from './api';
import { ReceiveDialog } from './ReceiveDialog';
import { ShipDialog } from './ShipDialog';
import styles from './Shipping.module.css';

const LOOKS: Record<string, VerbLook> = {
  receive: { label: 'web.receive' },
  update: { label: 'web.ship.correct' },
  reopen: { label: 'web.waybill.reopen' },
};

/** 发货运单: goods of a delivery on their way, and what proves that their customer has them. */
export default function WaybillPage({ path, id }: RecordScreenProps) {
  const waybill = useWaybill(id);
  const verbs = useVerbs(path, id, { reopen: 'web.waybill.reopen.done' });
  const [asking, setAsking] = useState<string>();
  const close = (): void => setAsking(undefined);
  return (
    <DocumentPage
      path={path}
      document={waybill}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <Status state={value.state} label={`choice.waybill.state.${value.state}`} />
          <Go to={recordUrl('parties', value.party.id)}>{value.party.title}</Go>
          <Go to={recordUrl('deliveries', value.delivery.id)}>{value.delivery.title}</Go>
          <span className="figure">{value.shipped_on}</span>
          <span>{t('web.ship.parcels_of', { count: String(value.parcels) })}</span>
        </>
      )}
      actions={(value) => (
        <AllowedActions
          allowed={value.allowed_actions}
          looks={LOOKS}
          pending={verbs.pending}
          onAct={(verb) => {
            verbs.clear();
            setAsking(verb);
          }}
        />
      )}
      bar={<ChainStrip type="waybill" id={id} />}
      refusal={verbs.refusal}
      side={<History record="waybill" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.ship.way')}>
            <FactList facts={wayOf(value)} />
          </Section>
          {value.received_by ? (
            <Section title={t('web.receive.proof')}>
              <FactList facts={proofOf(value)} />
              <Proofs waybill={value} />
            </Section>
          ) : null}
          {asking === 'update' ? (
            <ShipDialog delivery={value.delivery.id} waybill={value} onClose={close} />
          ) : null}
          {asking === 'receive' ? <ReceiveDialog waybill={value} onClose={close} /> : null}
          {asking === 'reopen' ? (
            <ReasonDialog
              title={t('web.waybill.reopen')}
              label={t('web.waybill.reopen.reason')}
              ok={t('web.waybill.reopen')}
              onCancel={close}
              onSay={(reason) => {
                close();
                verbs.act('reopen', { reason });
              }}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

const call = (number: string | null) => (number ? <a href={`tel:${number}`}>{number}</a> : null);

const wayOf = (waybill: Waybill) =>
  waybill.carrier
    ? [
        { label: t('web.ship.carrier'), value: waybill.carrier.title },
        { label: tx('field.carrier.phone'), value: call(waybill.carrier_phone) },
        { label: t('web.ship.tracking_number'), value: <TrackingNumber waybill={waybill} /> },
        { label: t('web.ship.note'), value: waybill.note },
      ]
    : [
        { label: t('web.ship.driver'), value: waybill.driver },
        { label: t('web.ship.driver_phone'), value: call(waybill.driver_phone) },
        { label: t('web.ship.note'), value: waybill.note },
      ];

const proofOf = (waybill: Waybill) => [
  { label: t('web.receive.by'), value: waybill.received_by },
  {
    label: t('web.receive.on'),
    value: waybill.received_on ? <DateText value={waybill.received_on} /> : null,
  },
  { label: t('web.receive.note'), value: waybill.receipt_note },
];

function TrackingNumber({ waybill }: { waybill: Waybill }) {
  if (!waybill.tracking_url) return waybill.tracking_number;
  return (
    <a href={waybill.tracking_url} target="_blank" rel="noreferrer noopener" title={t('web.ship.track')}>
      {waybill.tracking_number}
    </a>
  );
}

function Proofs({ waybill }: { waybill: Waybill }) {
  const pictures = [
    ...(waybill.signature ? [{ id: waybill.signature, title: t('web.receive.signature') }] : []),
    ...waybill.photos.map((id) => ({ id, title: t('web.receive.photos') })),
  ];
  if (pictures.length === 0) return null;
  return (
    <div className={styles.proofs}>
      {pictures.map(({ id, title }) => (
        <a key={id} href={fileUrl(id)} target="_blank" rel="noreferrer">
          <img src={fileUrl(id)} alt={title} />
        </a>
      ))}
    </div>
  );
}
