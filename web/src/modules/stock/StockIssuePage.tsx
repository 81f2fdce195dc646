import { useState } from 'react';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { useVerbs } from '../../kit/document/useVerbs';
import { sum, sumOfKnown } from '../../kit/decimal';
import { recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money, Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { Status } from '../../kit/Status';
import { ProductName } from '../catalog/ProductName';
import { lotsColumn } from './lots/Lots';
import { useStockIssue, type IssueLine } from './api';
import { Papers } from './Papers';
import { SettleLossDialog } from './SettleLossDialog';

const LOOKS: Record<string, VerbLook> = {
  settle: { label: 'web.misc.settle_loss' },
  reverse: {
    label: 'web.misc.reverse',
    ask: { question: 'web.misc.reverse.question', explain: 'web.misc.reverse.explain' },
  },
};

/** What goods that were given away would have been sold for, and the VAT of that. */
const deemedColumns = () => [
  {
    key: 'market',
    title: t('web.issue.market_value'),
    numeric: true,
    cell: (line: IssueLine) => <Money value={line.market_value} />,
  },
  {
    key: 'tax',
    title: t('web.issue.gift_tax'),
    numeric: true,
    cell: (line: IssueLine) => <Money value={line.tax} />,
  },
];

function DeemedTotals({ lines }: { lines: IssueLine[] }) {
  const tax = sumOfKnown(lines.map((line) => line.tax));
  return (
    <>
      <td className="number">
        <Money value={tax === null ? null : sum(lines.map((line) => line.market_value ?? '0'))} />
      </td>
      <td className="number">
        <Money value={tax} />
      </td>
    </>
  );
}

/** 其他出库单: what left by no order, and what it was worth. */
export default function StockIssuePage({ path, id }: RecordScreenProps) {
  const issue = useStockIssue(id);
  const go = useGo();
  const said = { settle: 'web.misc.settled', reverse: 'web.misc.reversed' } as const;
  const verbs = useVerbs(path, id, said, (verb, made) => {
    if (verb === 'reverse') go(recordUrl(path, made.id));
  });
  const [settling, setSettling] = useState(false);
  return (
    <DocumentPage
      path={path}
      document={issue}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <Status state={value.state} label={`choice.stock_issue.state.${value.state}`} />
          <span>{tx(`choice.stock_issue.reason.${value.reason}`)}</span>
          <span>{value.warehouse}</span>
          <span className="figure">{value.issued_on}</span>
          {value.entrusted ? null : (
            <b>
              ¥ <Money value={value.total} />
            </b>
          )}
          <Papers path={path} value={value} />
          {value.note && !value.count ? <span>{value.note}</span> : null}
        </>
      )}
      actions={(value) => (
        <AllowedActions
          allowed={value.allowed_actions}
          looks={LOOKS}
          pending={verbs.pending}
          onAct={(verb) => {
            verbs.clear();
            if (verb === 'settle') setSettling(true);
            else verbs.act(verb);
          }}
        />
      )}
      refusal={verbs.refusal}
      side={<History record="stock_issue" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.lines')} flush>
            <SimpleTable<IssueLine>
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
                ...lotsColumn(value.lines),
                {
                  key: 'quantity',
                  title: t('web.quantity'),
                  numeric: true,
                  cell: (line) => <Quantity value={line.quantity} unit={line.unit} />,
                },
                ...(value.entrusted ? [] : worth()),
                ...(value.reason === 'gift' ? deemedColumns() : []),
              ]}
              rows={value.lines}
              rowKey={(line) => String(line.line_no)}
              foot={
                value.entrusted ? null : (
                  <tr>
                    <td colSpan={3 + lotsColumn(value.lines).length}>{t('web.total')}</td>
                    <td className="number">
                      <Money value={value.total} />
                    </td>
                    {value.reason === 'gift' ? <DeemedTotals lines={value.lines} /> : null}
                  </tr>
                )
              }
            />
          </Section>
          {value.entrusted ? null : <EntriesSection type="stock_issue" id={id} />}
          {settling ? (
            <SettleLossDialog
              lost={value.total}
              onCancel={() => setSettling(false)}
              onSettle={(cause) => {
                setSettling(false);
                verbs.act('settle', cause);
              }}
            />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

/** Another's goods have no cost of ours. */
const worth = (): SimpleColumn<IssueLine>[] => [
  {
    key: 'value',
    title: t('web.stock.value'),
    numeric: true,
    cell: (line) => <Money value={line.value} />,
  },
];
