import { useState } from 'react';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { useVerbs } from '../../kit/document/useVerbs';
import { isPositive } from '../../kit/decimal';
import { recordUrl, useGo } from '../../kit/Go';
import { t, type MessageKey } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { Status } from '../../kit/Status';
import { ProductName } from '../catalog/ProductName';
import { useStockTransfer, type StockTransfer, type TransferLine } from './api';
import { lotsColumn } from './lots/Lots';
import { SendDialog } from './SendDialog';
import { StockPapers } from './StockPapers';
import { UnderWayDialog, type UnderWayVerb } from './UnderWayDialog';
import { nameless } from '../../kit/nameless';

const LOOKS: Record<string, VerbLook> = {
  send: { label: 'web.stock_transfer.send' },
  send_directly: { label: 'web.stock_transfer.send_directly' },
  update: { label: 'web.record.edit' },
  scan: { label: 'web.stock_transfer.scan' },
  arrive: { label: 'web.stock_transfer.arrive' },
  arrive_part: { label: 'web.stock_transfer.arrive_part' },
  come_back: { label: 'web.stock_transfer.come_back' },
  write_off: { label: 'web.stock_transfer.write_off' },
  cancel: {
    label: 'web.stock_transfer.cancel',
    ask: { question: 'web.stock_transfer.cancel.question', explain: 'web.stock_transfer.cancel.explain' },
  },
};

const SAID: Record<string, MessageKey> = {
  send: 'web.stock_transfer.sent',
  arrive: 'web.stock_transfer.arrived',
  'come-back': 'web.stock_transfer.came_back',
  'write-off': 'web.stock_transfer.written_off',
  cancel: 'web.stock_transfer.cancelled',
};

/** 调拨单: what is to move, what of it is under way, and what became of it. */
export default function TransferPage({ path, id }: RecordScreenProps) {
  const transfer = useStockTransfer(id);
  const verbs = useVerbs(path, id, SAID);
  const go = useGo();
  const [asking, setAsking] = useState<UnderWayVerb>();
  const [sending, setSending] = useState<{ directly: boolean }>();
  // Only goods that are told apart leave anything to be asked.
  const send = (directly: boolean): void => {
    if (transfer.data?.value.lines.some((line) => line.tracking !== 'none')) setSending({ directly });
    else verbs.act('send', directly ? { directly } : {});
  };
  const act = (verb: string): void => {
    verbs.clear();
    if (verb === 'update') go(`${recordUrl(path, id)}/edit`);
    else if (verb === 'scan') go(`/stock-work/transfer/${id}`);
    else if (verb === 'send' || verb === 'send_directly') send(verb === 'send_directly');
    else if (verb === 'arrive_part') setAsking('arrive');
    else if (verb === 'come_back' || verb === 'write_off') setAsking(verb);
    else verbs.act(verb);
  };
  return (
    <DocumentPage
      path={path}
      document={transfer}
      title={(value) => value.number ?? nameless(value.state)}
      facts={(value) => (
        <>
          <Status state={value.state} label={`choice.stock_transfer.state.${value.state}`} />
          <span>
            {value.from_warehouse} → {value.to_warehouse}
          </span>
          <span className="figure">{value.sent_on}</span>
          {value.direct ? <span>{t('web.stock_transfer.direct')}</span> : null}
          {value.note ? <span>{value.note}</span> : null}
        </>
      )}
      actions={(value) => (
        <AllowedActions
          allowed={offered(value)}
          looks={LOOKS}
          pending={verbs.pending === 'come-back' || verbs.pending === 'write-off' ? null : verbs.pending}
          onAct={act}
        />
      )}
      refusal={verbs.refusal}
      side={<History record="stock_transfer" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <SimpleTable<TransferLine>
              label={t('web.lines')}
              columns={columnsOf(value)}
              rows={value.lines}
              rowKey={(line) => line.id}
            />
          </Section>
          <StockPapers type="stock_transfer" id={id} />
          {sending ? (
            <SendDialog
              transfer={value}
              onCancel={() => setSending(undefined)}
              onSend={(lots) => {
                setSending(undefined);
                verbs.act('send', { ...sending, lots });
              }}
            />
          ) : null}
          {asking ? (
            <UnderWayDialog
              verb={asking}
              transfer={value}
              onCancel={() => setAsking(undefined)}
              onConfirm={(body) => {
                setAsking(undefined);
                verbs.act(asking.replace('_', '-'), body);
              }}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

/** A part is the same verb with chosen lines, and so is scanning them in: offered wherever arriving is. */
const offered = ({ allowed_actions: allowed }: StockTransfer): string[] =>
  allowed.includes('arrive') ? [...allowed, 'arrive_part', 'scan'] : allowed;

function columnsOf(transfer: StockTransfer): SimpleColumn<TransferLine>[] {
  const figure = (
    key: 'arrived' | 'returned' | 'lost' | 'under_way',
    title: MessageKey,
  ): SimpleColumn<TransferLine> => ({
    key,
    title: t(title),
    numeric: true,
    width: 110,
    cell: (line) =>
      isPositive(line[key]) ? <Quantity value={line[key]} /> : <span className="soft">–</span>,
  });
  const sent = transfer.state === 'sent' || transfer.state === 'done';
  return [
    { key: 'no', title: '#', width: 44, cell: (line) => <span className="soft">{line.line_no}</span> },
    {
      key: 'product',
      title: t('web.product'),
      cell: (line) => <ProductName id={line.product_id} name={line.product} code={line.product_code} />,
    },
    ...lotsColumn(transfer.lines),
    {
      key: 'quantity',
      title: t('web.stock_transfer.sent_quantity'),
      numeric: true,
      width: 130,
      cell: (line) => <Quantity value={line.quantity} unit={line.unit} />,
    },
    ...(sent
      ? [
          figure('arrived', 'web.stock_transfer.col.arrived'),
          figure('returned', 'web.stock_transfer.col.returned'),
          figure('lost', 'web.stock_transfer.col.lost'),
          figure('under_way', 'web.stock_transfer.under_way'),
        ]
      : []),
  ];
}
