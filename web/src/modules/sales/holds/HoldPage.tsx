import { DatePicker, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Deadline } from '../../../kit/DateText';
import { subtract } from '../../../kit/decimal';
import { AllowedActions, type VerbLook } from '../../../kit/document/AllowedActions';
import { ChainStrip } from '../../../kit/document/ChainStrip';
import { DocumentPage } from '../../../kit/document/DocumentPage';
import { useVerbs } from '../../../kit/document/useVerbs';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { t, tx, type MessageKey } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Quantity } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { FactList } from '../../../kit/record/Facts';
import { History } from '../../../kit/record/History';
import { SimpleTable, type SimpleColumn } from '../../../kit/SimpleTable';
import { Status } from '../../../kit/Status';
import { useAccess } from '../../../kit/access';
import { ProductName } from '../../catalog/ProductName';
import { ReasonDialog } from '../../crm/ReasonDialog';
import { useGoodsHold, type GoodsHold, type HoldLine } from './holds';

const LOOKS: Record<string, VerbLook> = {
  order: { label: 'web.create.sales_order' },
  extend: { label: 'web.hold.extend' },
  release: { label: 'web.hold.release' },
};

const SAID: Record<string, MessageKey> = {
  extend: 'web.hold.extended',
  release: 'web.hold.released',
};

/** 预留单: what is kept for whom and until when, and how much of it went over to orders. */
export default function HoldPage({ path, id }: RecordScreenProps) {
  const hold = useGoodsHold(id);
  const verbs = useVerbs(path, id, SAID);
  const go = useGo();
  const { can } = useAccess();
  const [asking, setAsking] = useState<string>();
  const begin = (verb: string): void => {
    verbs.clear();
    if (verb !== 'order') setAsking(verb);
    else go('/sales-orders/new', { search: { party: hold.data?.value.party.id, hold: id } });
  };
  const ended = (): void => setAsking(undefined);
  return (
    <DocumentPage
      path={path}
      document={hold}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <Status state={value.state} label={`choice.goods_hold.state.${value.state}`} />
          <Go to={recordUrl('parties', value.party.id)}>{value.party.title}</Go>
          {value.expires_on ? (
            <span>
              {t('web.hold.kept_until')} <Deadline value={value.expires_on} />
            </span>
          ) : null}
        </>
      )}
      actions={(value) => (
        <AllowedActions
          allowed={[
            ...(value.allowed_actions.length > 0 && can('sales.order.create') ? ['order'] : []),
            ...value.allowed_actions,
          ]}
          looks={LOOKS}
          pending={verbs.pending}
          onAct={begin}
        />
      )}
      bar={<ChainStrip type="goods_hold" id={id} />}
      refusal={asking ? null : verbs.refusal}
      side={<History record="goods_hold" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <SimpleTable<HoldLine>
              label={t('web.lines')}
              columns={COLUMNS()}
              rows={value.lines}
              rowKey={(line) => line.id}
            />
          </Section>
          <Section title={t('web.record.facts')}>
            <FactList facts={factsOf(value)} />
          </Section>
          {asking === 'extend' ? (
            <ExtendDialog
              hold={value}
              refusal={verbs.refusal}
              pending={verbs.pending !== null}
              onCancel={ended}
              onExtend={(expires_on) => verbs.act('extend', { expires_on }, ended)}
            />
          ) : null}
          {asking === 'release' ? (
            <ReasonDialog
              title={t('web.hold.release')}
              label={t('web.hold.release.why')}
              ok={t('web.hold.release')}
              onCancel={ended}
              onSay={(reason) => {
                ended();
                verbs.act('release', { reason });
              }}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

const factsOf = (hold: GoodsHold) => [
  { label: tx('field.goods_hold.reason'), value: hold.reason },
  {
    label: tx('field.goods_hold.opportunity_id'),
    value: hold.opportunity ? (
      <Go to={recordUrl('opportunities', hold.opportunity.id)}>{hold.opportunity.title}</Go>
    ) : null,
  },
  { label: t('web.warehouse'), value: hold.warehouse.title },
  { label: tx('field.goods_hold.owner_id'), value: hold.owner?.title },
  { label: tx('field.goods_hold.made_on'), value: hold.made_on },
  { label: tx('field.goods_hold.ended_on'), value: hold.ended_on },
  { label: tx('field.goods_hold.release_reason'), value: hold.release_reason },
];

const COLUMNS = (): SimpleColumn<HoldLine>[] => [
  { key: 'no', title: '#', width: 44, cell: (line) => <span className="soft">{line.line_no}</span> },
  {
    key: 'product',
    title: t('web.product'),
    cell: (line) => <ProductName id={line.product_id} name={line.product} code={line.product_code} />,
  },
  {
    key: 'quantity',
    title: t('web.hold.quantity'),
    numeric: true,
    width: 130,
    cell: (line) => <Quantity value={line.typed_quantity} unit={line.typed_unit} />,
  },
  {
    key: 'used',
    title: t('web.hold.used'),
    numeric: true,
    width: 130,
    cell: (line) => <Quantity value={line.used} unit={line.unit} />,
  },
  {
    key: 'rest',
    title: t('web.hold.rest'),
    numeric: true,
    width: 130,
    cell: (line) => <Quantity value={subtract(line.quantity, line.used)} unit={line.unit} />,
  },
];

interface ExtendDialogProps {
  hold: GoodsHold;
  refusal: ReturnType<typeof useVerbs>['refusal'];
  pending: boolean;
  onCancel: () => void;
  onExtend: (day: string) => void;
}

/** Until when the goods are kept instead: within what the company allows. */
function ExtendDialog({ hold, refusal, pending, onCancel, onExtend }: ExtendDialogProps) {
  const [day, setDay] = useState(hold.latest);
  return (
    <Modal
      open
      width={360}
      title={t('web.hold.extend')}
      okText={t('web.hold.extend')}
      cancelText={t('web.cancel')}
      okButtonProps={{ loading: pending }}
      onOk={() => onExtend(day)}
      onCancel={onCancel}
    >
      {refusal ? <ErrorPanel error={refusal} /> : null}
      <p>
        {t('web.hold.kept_until')}{' '}
        <DatePicker
          autoFocus
          allowClear={false}
          aria-label={t('web.hold.kept_until')}
          value={dayjs(day)}
          minDate={dayjs(hold.made_on)}
          maxDate={dayjs(hold.latest)}
          onChange={(next) => setDay(next?.format('YYYY-MM-DD') ?? day)}
        />
      </p>
      <small className="soft">{t('web.hold.latest', { day: hold.latest })}</small>
    </Modal>
  );
}
