import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Quantity } from '../../../kit/Money';
import { Page, Section } from '../../../kit/Page';
import { SimpleTable } from '../../../kit/SimpleTable';
import { SkeletonPage } from '../../../kit/Skeleton';
import { ProductName } from '../../catalog/ProductName';
import { Quality } from './Lots';
import { useVerdict, type StockVerdict } from './lots';

type Line = StockVerdict['lines'][number];

/** 质检单: who said of which goods how good they are, and why. */
export default function VerdictPage({ id }: RecordScreenProps) {
  const verdict = useVerdict(id);
  if (verdict.isError) {
    return (
      <Page title={t('web.one.stock_verdict')}>
        <ErrorPanel error={verdict.error} onRetry={() => void verdict.refetch()} />
      </Page>
    );
  }
  const value = verdict.data;
  if (!value) return <SkeletonPage />;
  return (
    <Page
      title={`${t('web.one.stock_verdict')} ${value.number}`}
      facts={
        <>
          <b>{tx(`choice.stock_verdict.verdict.${value.verdict}`)}</b>
          <span>{value.warehouse}</span>
          <span className="figure">{value.decided_on}</span>
          <span>{value.decided_by}</span>
          <span>{value.reason}</span>
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
              key: 'quality',
              title: t('web.lots.quality'),
              cell: (line) => (
                <>
                  <Quality quality={line.before} /> → <Quality quality={line.after} />
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
