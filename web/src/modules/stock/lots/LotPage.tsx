import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useAccess } from '../../../kit/access';
import { isNegative } from '../../../kit/decimal';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Quantity } from '../../../kit/Money';
import { Page, Section } from '../../../kit/Page';
import { SimpleTable, type SimpleColumn } from '../../../kit/SimpleTable';
import { SkeletonPage } from '../../../kit/Skeleton';
import { ProductName } from '../../catalog/ProductName';
import { DaysLeft, Quality } from './Lots';
import { Paper } from './Paper';
import { useTrace, type LotMove, type LotTrace, type LyingLot } from './lots';
import { VerdictDialog, type Judged } from './VerdictDialog';
import styles from './Lots.module.css';

/** 批次: where it came from, where it went, and where it lies; a serial number the same. */
export default function LotPage({ path, id }: RecordScreenProps) {
  const trace = useTrace(id);
  const go = useGo();
  const { can } = useAccess();
  const [judged, setJudged] = useState<Judged>();
  if (trace.isError) {
    return (
      <Page title={t('web.lots.lot')}>
        <ErrorPanel error={trace.error} onRetry={() => void trace.refetch()} />
      </Page>
    );
  }
  const lot = trace.data;
  if (!lot) return <SkeletonPage />;
  return (
    <Page
      title={`${t(lot.serial ? 'web.lots.serial' : 'web.lots.lot')} ${lot.number}`}
      facts={
        <>
          <ProductName id={lot.product_id} name={lot.product} code={lot.product_code} />
          {lot.expires_on ? <DaysLeft days={lot.days_left} /> : null}
        </>
      }
      actions={
        can('stock.lot.manage') ? (
          <Button onClick={() => go(`${recordUrl(path, id)}/edit`)}>{t('web.record.edit')}</Button>
        ) : null
      }
    >
      <Facts lot={lot} />
      <Section title={t('web.lots.lies_where')} flush>
        <SimpleTable<LyingLot>
          label={t('web.lots.lies_where')}
          columns={[
            { key: 'warehouse', title: t('web.warehouse'), cell: (row) => row.warehouse },
            ...binColumn(lot.lying),
            {
              key: 'quality',
              title: t('web.lots.quality'),
              cell: (row) => <Quality quality={row.quality} />,
            },
            {
              key: 'quantity',
              title: t('web.quantity'),
              numeric: true,
              cell: (row) => <Quantity value={row.quantity} unit={lot.unit} />,
            },
            {
              key: 'acts',
              title: '',
              cell: (row) =>
                can('stock.verdict.post') ? (
                  <div className={styles.acts}>
                    <Button
                      size="small"
                      onClick={() => setJudged({ ...row, product_id: lot.product_id, product: lot.product })}
                    >
                      {t('web.lots.judge')}
                    </Button>
                  </div>
                ) : null,
            },
          ]}
          rows={lot.lying}
          rowKey={(row) => `${row.warehouse_id}.${row.bin}.${row.quality}`}
        />
      </Section>
      <Section title={t('web.lots.moves')} flush>
        <SimpleTable<LotMove>
          label={t('web.lots.moves')}
          columns={moveColumns(lot)}
          rows={lot.moves}
          rowKey={(move) => `${move.move_id}.${move.bin}.${move.quality}`}
        />
      </Section>
      {judged ? <VerdictDialog judged={judged} onClose={() => setJudged(undefined)} /> : null}
    </Page>
  );
}

function Facts({ lot }: { lot: LotTrace }) {
  return (
    <dl className={styles.found}>
      <Fact title={t('web.lots.supplier')}>
        {lot.supplier_id && lot.supplier ? (
          <Go to={recordUrl('parties', lot.supplier_id)}>{lot.supplier}</Go>
        ) : (
          '–'
        )}
      </Fact>
      <Fact title={t('web.lots.received_on')}>{lot.received_on}</Fact>
      <Fact title={t('web.lots.made_on')}>{lot.made_on ?? '–'}</Fact>
      <Fact title={t('web.lots.expires_on')}>
        {lot.expires_on ?? '–'}{' '}
        {lot.shelf_life_days === null ? null : (
          <small className="soft">{t('web.lots.reckoned', { days: lot.shelf_life_days })}</small>
        )}
      </Fact>
      <Fact title={t('web.lots.came')}>
        <Quantity value={lot.came} unit={lot.unit} />
      </Fact>
      <Fact title={t('web.lots.went')}>
        <Quantity value={lot.went} unit={lot.unit} />
      </Fact>
      <Fact title={t('web.lots.lies')}>
        <Quantity value={lot.lies} unit={lot.unit} />
      </Fact>
      {lot.note ? <Fact title={t('web.note')}>{lot.note}</Fact> : null}
    </dl>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd className="figure">{children}</dd>
    </div>
  );
}

/** The bins of what is told, where it stands in any. */
const binColumn = <Row extends { bin: string | null }>(rows: Row[]): SimpleColumn<Row>[] =>
  rows.some((row) => row.bin)
    ? [{ key: 'bin', title: t('web.bins.bin'), width: 110, cell: (row) => row.bin ?? '–' }]
    : [];

const moveColumns = (lot: LotTrace) => [
  {
    key: 'day',
    title: t('web.date'),
    width: 110,
    cell: (move: LotMove) => <span className="figure">{move.occurred_on}</span>,
  },
  {
    key: 'paper',
    title: t('web.lots.paper'),
    cell: (move: LotMove) => (
      <Paper type={move.source_type} id={move.source_id} number={move.source_number} />
    ),
  },
  {
    key: 'party',
    title: t('web.lots.party'),
    cell: (move: LotMove) =>
      move.party_id && move.party ? <Go to={recordUrl('parties', move.party_id)}>{move.party}</Go> : null,
  },
  { key: 'warehouse', title: t('web.warehouse'), cell: (move: LotMove) => move.warehouse },
  ...binColumn(lot.moves),
  {
    key: 'quality',
    title: t('web.lots.quality'),
    cell: (move: LotMove) => <Quality quality={move.quality} />,
  },
  {
    key: 'quantity',
    title: t('web.quantity'),
    numeric: true,
    cell: (move: LotMove) => (
      <span className={isNegative(move.quantity) ? 'negative' : undefined}>
        <Quantity value={move.quantity} unit={lot.unit} />
      </span>
    ),
  },
];
