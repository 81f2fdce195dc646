import { ChainStrip } from '../../kit/document/ChainStrip';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { EntriesSection } from '../../kit/document/EntriesSection';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money, Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { SimpleTable } from '../../kit/SimpleTable';
import { ProductName } from '../catalog/ProductName';
import { useStockReceipt, type ReceiptLine } from './api';

/** 其他入库单: what came in and what it is worth. */
export default function StockReceiptPage({ path, id }: RecordScreenProps) {
  const receipt = useStockReceipt(id);
  return (
    <DocumentPage
      path={path}
      document={receipt}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <span>{tx(`choice.stock_receipt.reason.${value.reason}`)}</span>
          <span>{value.warehouse}</span>
          <span className="figure">{value.received_on}</span>
          <b>
            ¥ <Money value={value.total} />
          </b>
          {value.note ? <span>{value.note}</span> : null}
        </>
      )}
      bar={<ChainStrip type="stock_receipt" id={id} />}
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
                  cell: (line) => <ProductName id={line.product_id} name={line.product} />,
                },
                {
                  key: 'quantity',
                  title: t('web.quantity'),
                  numeric: true,
                  cell: (line) => <Quantity value={line.quantity} />,
                },
                {
                  key: 'cost',
                  title: t('web.stock.unit_cost'),
                  numeric: true,
                  cell: (line) => <Quantity value={line.unit_cost} />,
                },
                {
                  key: 'value',
                  title: t('web.stock.value'),
                  numeric: true,
                  cell: (line) => <Money value={line.value} />,
                },
              ]}
              rows={value.lines}
              rowKey={(line) => String(line.line_no)}
              foot={
                <tr>
                  <td colSpan={4}>{t('web.total')}</td>
                  <td className="number">
                    <Money value={value.total} />
                  </td>
                </tr>
              }
            />
          </Section>
          <EntriesSection type="stock_receipt" id={id} />
        </>
      )}
    </DocumentPage>
  );
}
