import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { ChainStrip } from '../../../kit/document/ChainStrip';
import { AllowedActions, type VerbLook } from '../../../kit/document/AllowedActions';
import { DocumentPage } from '../../../kit/document/DocumentPage';
import { useVerbs } from '../../../kit/document/useVerbs';
import { Go, recordUrl } from '../../../kit/Go';
import { t, type MessageKey } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Quantity } from '../../../kit/Money';
import { Section } from '../../../kit/Page';
import { History } from '../../../kit/record/History';
import { SimpleTable } from '../../../kit/SimpleTable';
import { Status } from '../../../kit/Status';
import { ProductName } from '../../catalog/ProductName';
import { PickSheet } from './PickSheet';
import { usePickList, type PickLine, type PickList } from './picks';

const LOOKS: Record<string, VerbLook> = {
  give_up: {
    label: 'web.pick.give_up',
    ask: { question: 'web.pick.give_up.question', explain: 'web.pick.give_up.explain' },
  },
};
const SAID: Record<string, MessageKey> = { finish: 'web.pick.finished', 'give-up': 'web.pick.given_up' };

/** 拣货单: what to take where, ticked off as it is found; what was found leaves for its orders. */
export default function PickPage({ path, id }: RecordScreenProps) {
  const pick = usePickList(id);
  const verbs = useVerbs(path, id, SAID);
  return (
    <DocumentPage
      path={path}
      document={pick}
      title={(value) => value.number}
      facts={(value) => <Facts pick={value} />}
      actions={(value) => (
        <>
          <AllowedActions
            allowed={value.allowed_actions}
            looks={LOOKS}
            pending={verbs.pending === 'give-up' ? 'give_up' : verbs.pending}
            onAct={() => verbs.act('give-up')}
          />
          <Button icon={<PrinterOutlined />} href={`/api/pick-lists/${id}/paper`} download>
            {t('web.paper.print_goods')}
          </Button>
        </>
      )}
      bar={<ChainStrip type="pick_list" id={id} />}
      refusal={verbs.refusal}
      side={<History record="pick_list" id={id} />}
    >
      {(value) =>
        value.allowed_actions.includes('finish') ? (
          <PickSheet
            pick={value}
            pending={verbs.pending === 'finish'}
            onFinish={(lines) => verbs.act('finish', { lines })}
          />
        ) : (
          <Section title={t('web.lines')} flush>
            <Lines pick={value} />
          </Section>
        )
      }
    </DocumentPage>
  );
}

function Facts({ pick }: { pick: PickList }) {
  return (
    <>
      <Status state={pick.state} label={`choice.pick_list.state.${pick.state}`} />
      <span className="figure">{pick.made_on}</span>
      <span>{t('web.pick.facts', { orders: pick.order_count, lines: pick.line_count })}</span>
      {pick.short_count > 0 ? <b>{t('web.pick.short_lines', { count: pick.short_count })}</b> : null}
      {pick.note ? <span>{pick.note}</span> : null}
    </>
  );
}

function Lines({ pick }: { pick: PickList }) {
  return (
    <SimpleTable<PickLine>
      label={t('web.lines')}
      columns={[
        { key: 'no', title: '#', width: 44, cell: (line) => <span className="soft">{line.line_no}</span> },
        { key: 'bin', title: t('web.bins.bin'), width: 110, cell: (line) => line.bin || '–' },
        {
          key: 'product',
          title: t('web.product'),
          cell: (line) => <ProductName id={line.product_id} name={line.product} code={line.product_code} />,
        },
        { key: 'lot', title: t('web.lots.lot'), width: 130, cell: (line) => line.lot || '–' },
        {
          key: 'order',
          title: t('web.pick.order'),
          cell: (line) => (
            <>
              <Go to={recordUrl('sales-orders', line.order.id)}>{line.order.title}</Go> {line.party}
            </>
          ),
        },
        {
          key: 'quantity',
          title: t('web.quantity'),
          numeric: true,
          width: 110,
          cell: (line) => <Quantity value={line.quantity} unit={line.unit} />,
        },
        {
          key: 'picked',
          title: t('web.pick.picked'),
          numeric: true,
          width: 120,
          cell: (line) => (
            <>
              <Quantity value={line.picked} /> {line.reason ? <b>{line.reason}</b> : null}
            </>
          ),
        },
        {
          key: 'delivery',
          title: t('web.pick.delivery'),
          width: 190,
          cell: (line) =>
            line.delivery ? (
              <Go to={recordUrl('deliveries', line.delivery.id)}>{line.delivery.title}</Go>
            ) : null,
        },
      ]}
      rows={pick.lines}
      rowKey={(line) => line.id}
    />
  );
}
