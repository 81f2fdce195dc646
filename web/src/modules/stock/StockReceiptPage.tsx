import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { useVerbs } from '../../kit/document/useVerbs';
import { formatMoney, isZero, multiply, round, subtract } from '../../kit/decimal';
import { recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money, Price, Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { Status } from '../../kit/Status';
import { ProductName } from '../catalog/ProductName';
import { lotsColumn } from './lots/Lots';
import { useStockReceipt, type ReceiptLine } from './api';
import { Papers } from './Papers';

const LOOKS: Record<string, VerbLook> = {
  settle: {
    label: 'web.misc.settle',
    ask: { question: 'web.misc.settle_gain.question', explain: 'web.misc.settle_gain.explain' },
  },
  reverse: {
    label: 'web.misc.reverse',
    ask: { question: 'web.misc.reverse.question', explain: 'web.misc.reverse.explain' },
  },
};

/** 其他入库单: what came in and what it is worth. */
export default function StockReceiptPage({ path, id }: RecordScreenProps) {
  const receipt = useStockReceipt(id);
  const go = useGo();
  const said = { settle: 'web.misc.settled', reverse: 'web.misc.reversed' } as const;
  const verbs = useVerbs(path, id, said, (verb, made) => {
    if (verb === 'reverse') go(recordUrl(path, made.id));
  });
  return (
    <DocumentPage
      path={path}
      document={receipt}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <Status state={value.state} label={`choice.stock_receipt.state.${value.state}`} />
          <span>{tx(`choice.stock_receipt.reason.${value.reason}`)}</span>
          <span>{value.warehouse}</span>
          <span className="figure">{value.received_on}</span>
          {value.entrusted ? null : (
            <b>
              ¥ <Money value={value.total} />
            </b>
          )}
          <Papers path={path} value={value} />
          {value.note ? <span>{value.note}</span> : null}
        </>
      )}
      actions={(value) => (
        <AllowedActions
          allowed={value.allowed_actions}
          looks={LOOKS}
          pending={verbs.pending}
          onAct={(verb) => verbs.act(verb)}
        />
      )}
      refusal={verbs.refusal}
      side={<History record="stock_receipt" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <SimpleTable<ReceiptLine>
              label={t('web.lines')}
              columns={[
                {
                  key: 'no',
                  title: '#',
                  width: 44,
                  cell: (line) => <span className="soft">{line.line_no}</span>,
                },
                {
                  key: 'product',
                  title: t('web.product'),
                  cell: (line) => (
                    <ProductName id={line.product_id} name={line.product} code={line.product_code} />
                  ),
                },
                ...lotsColumn(value.lines, true),
                {
                  key: 'quantity',
                  title: t('web.quantity'),
                  numeric: true,
                  cell: (line) => <Quantity value={line.quantity} unit={line.unit} />,
                },
                ...(value.entrusted ? [] : worth()),
              ]}
              rows={value.lines}
              rowKey={(line) => String(line.line_no)}
              foot={
                value.entrusted ? null : (
                  <tr>
                    <td colSpan={4 + lotsColumn(value.lines).length}>{t('web.total')}</td>
                    <td className="number">
                      <Money value={value.total} />
                    </td>
                  </tr>
                )
              }
            />
          </Section>
          {value.entrusted ? null : <EntriesSection type="stock_receipt" id={id} />}
        </>
      )}
    </DocumentPage>
  );
}

/** Another's goods have no cost of ours. */
const worth = (): SimpleColumn<ReceiptLine>[] => [
  {
    key: 'unit_cost',
    title: t('web.stock.unit_cost'),
    numeric: true,
    cell: (line) => <Price value={line.unit_cost} />,
  },
  {
    key: 'value',
    title: t('web.stock.value'),
    numeric: true,
    cell: (line) => <Worth line={line} />,
  },
];

/** Goods at a standard cost are worth that; what was typed beside it is a variance. */
function Worth({ line }: { line: ReceiptLine }) {
  const beside = subtract(round(multiply(line.quantity, line.unit_cost)), line.value);
  return (
    <>
      <Money value={line.value} />
      {isZero(beside) ? null : (
        <div className="soft">{t('web.stock.beside_standard', { amount: formatMoney(beside) })}</div>
      )}
    </>
  );
}
