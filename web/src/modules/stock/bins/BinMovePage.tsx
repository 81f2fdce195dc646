import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Quantity } from '../../../kit/Money';
import { Page, Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonPage } from '../../../kit/Skeleton';
import { ProductName } from '../../catalog/ProductName';
import { useBinMove, type BinMove } from './bins';

type Line = BinMove['lines'][number];

/** 移库单: what was moved from which bin into which. */
export default function BinMovePage({ id }: RecordScreenProps) {
  const move = useBinMove(id);
  if (move.isError) {
    return (
      <Page title={t('web.one.bin_move')}>
        <ErrorPanel error={move.error} onRetry={() => void move.refetch()} />
      </Page>
    );
  }
  const value = move.data;
  if (!value) return <SkeletonPage />;
  return (
    <Page
      title={`${t('web.one.bin_move')} ${value.number}`}
      facts={
        <>
          <b>{tx(`choice.bin_move.kind.${value.kind}`)}</b>
          <span>{value.warehouse}</span>
          <span className="figure">{value.moved_on}</span>
          <span>{value.moved_by}</span>
          {value.note ? <span>{value.note}</span> : null}
        </>
      }
    >
      <Section title={t('web.lines')} flush>
        <SimpleTable<Line>
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
            {
              key: 'lot',
              title: t('web.lots.lot'),
              cell: (line) =>
                line.lot_id ? <Go to={recordUrl('stock-lots', line.lot_id)}>{line.lot}</Go> : '–',
            },
            {
              key: 'bins',
              title: t('web.bins.from_to'),
              cell: (line) => (
                <>
                  {line.from_bin ?? '–'} → {line.to_bin ?? '–'}
                </>
              ),
            },
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
    </Page>
  );
}
