import { DocumentPage } from '../../kit/document/DocumentPage';
import { Go, recordUrl } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Quantity } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { SimpleTable } from '../../kit/SimpleTable';
import { ProductName } from '../catalog/ProductName';
import { lotsColumn } from './lots/Lots';
import { useStockArrival, type ArrivalLine } from './api';

/** 调入单: goods of a transfer that came to a warehouse. */
export default function ArrivalPage({ path, id }: RecordScreenProps) {
  const arrival = useStockArrival(id);
  return (
    <DocumentPage
      path={path}
      document={arrival}
      title={(value) => value.number}
      facts={(value) => (
        <>
          <span>{tx(`choice.stock_arrival.kind.${value.kind}`)}</span>
          <span>{value.warehouse}</span>
          <span className="figure">{value.arrived_on}</span>
          <span>
            {t('web.misc.from')}{' '}
            <Go to={recordUrl('stock-transfers', value.transfer.id)}>{value.transfer.number}</Go>
          </span>
        </>
      )}
      side={<History record="stock_arrival" id={id} />}
    >
      {(value) => (
        <Section title={t('web.lines')} flush>
          <SimpleTable<ArrivalLine>
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
            ]}
            rows={value.lines}
            rowKey={(line) => String(line.line_no)}
          />
        </Section>
      )}
    </DocumentPage>
  );
}
