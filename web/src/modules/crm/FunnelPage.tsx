import { useState, type ReactNode } from 'react';
import type { Leaf } from '../../api/types';
import { firstOfMonth, startOfDay, today } from '../../kit/dates';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Money, Percent, ShortMoney } from '../../kit/Money';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { addDays, addMonths } from '../../kit/spans';
import { SpanPicker } from '../ledger/SpanPicker';
import { useFunnel, type Funnel } from './api';
import styles from './Crm.module.css';
import { FigurePicker, type Picked } from './FigurePicker';

/** What stands in each stage, and what became of the opportunities made in a span of days. */
export default function FunnelPage() {
  const [span, setSpan] = useState({ from: addMonths(firstOfMonth(today()), -2), to: today() });
  const [picked, setPicked] = useState<Picked>({});
  const until = addDays(span.to, 1);
  const funnel = useFunnel({
    since: span.from,
    until,
    group_id: picked.group?.id,
    owner_id: picked.owner?.id,
  });
  return (
    <Page
      title={t('web.nav.funnel')}
      scrolls
      bar={
        <FigurePicker picked={picked} onPick={setPicked}>
          <SpanPicker span={span} onChange={setSpan} />
        </FigurePicker>
      }
    >
      {funnel.isError ? <ErrorPanel error={funnel.error} onRetry={() => void funnel.refetch()} /> : null}
      {funnel.isPending ? <SkeletonRows rows={8} columns={5} /> : null}
      {funnel.data ? (
        <Shown funnel={funnel.data} since={span.from} until={until} owner={picked.owner?.id} />
      ) : null}
    </Page>
  );
}

interface ShownProps {
  funnel: Funnel;
  since: string;
  until: string;
  owner: string | undefined;
}

function Shown({ funnel, since, until, owner }: ShownProps) {
  const most = Math.max(1, ...funnel.stages.map((stage) => stage.open));
  const mine: Leaf[] = [
    { field: 'group_id', op: 'eq', value: funnel.group.id },
    ...(owner ? [{ field: 'owner_id', op: 'eq', value: owner } as Leaf] : []),
  ];
  const cohort: Leaf[] = [
    ...mine,
    { field: 'created_at', op: 'gte', value: startOfDay(since) },
    { field: 'created_at', op: 'lt', value: startOfDay(until) },
  ];
  const open = (stage: string): Leaf[] => [
    { field: 'state', op: 'eq', value: 'open' },
    { field: 'stage_id', op: 'eq', value: stage },
    ...mine,
  ];
  const ended = (state: string): Leaf[] => [{ field: 'state', op: 'eq', value: state }, ...cohort];
  return (
    <>
      <Section title={t('web.funnel.now', { group: funnel.group.title })} flush>
        <SimpleTable
          label={t('web.funnel.now', { group: funnel.group.title })}
          rows={funnel.stages}
          rowKey={(stage) => stage.id}
          columns={[
            { key: 'name', title: tx('field.opportunity.stage_id'), cell: (stage) => stage.name },
            {
              key: 'bar',
              title: '',
              width: 240,
              cell: (stage) => (
                <i className={styles.bar} style={{ width: `${(stage.open / most) * 100}%` }} />
              ),
            },
            {
              key: 'open',
              title: t('web.funnel.open'),
              numeric: true,
              cell: (stage) => <Rows of={open(stage.id)}>{stage.open}</Rows>,
            },
            {
              key: 'amount',
              title: t('web.forecast.amount'),
              numeric: true,
              cell: (stage) => <Money value={stage.amount} />,
            },
            {
              key: 'weighted',
              title: t('web.forecast.weighted'),
              numeric: true,
              cell: (stage) => <Money value={stage.weighted} />,
            },
            {
              key: 'stale',
              title: t('web.funnel.stale'),
              numeric: true,
              cell: (stage) =>
                stage.stale > 0 ? (
                  <Rows of={[...open(stage.id), { field: 'stale_on', op: 'lte', value: today() }]}>
                    <span className={styles.stale}>{stage.stale}</span>
                  </Rows>
                ) : null,
            },
          ]}
        />
      </Section>
      <Section title={t('web.funnel.cohort')}>
        <dl className={styles.tiles}>
          <Tile label={t('web.funnel.made')}>
            <Rows of={cohort}>{funnel.made}</Rows>
          </Tile>
          <Tile label={t('web.forecast.won')}>
            <Rows of={ended('won')}>{funnel.won}</Rows>{' '}
            <small>
              <ShortMoney value={funnel.won_amount} />
            </small>
          </Tile>
          <Tile label={t('web.funnel.lost')}>
            <Rows of={ended('lost')}>{funnel.lost}</Rows>{' '}
            <small>
              <ShortMoney value={funnel.lost_amount} />
            </small>
          </Tile>
          <Tile label={t('web.funnel.win_rate')}>
            <Percent value={funnel.win_rate} blank="–" />
          </Tile>
          <Tile label={t('web.funnel.win_rate_by_amount')}>
            <Percent value={funnel.win_rate_by_amount} blank="–" />
          </Tile>
          <Tile label={t('web.funnel.cycle')}>
            {funnel.cycle_days === null ? '–' : t('web.span.days', { count: funnel.cycle_days })}
          </Tile>
        </dl>
        <SimpleTable
          label={t('web.funnel.cohort')}
          rows={funnel.stages}
          rowKey={(stage) => stage.id}
          columns={[
            { key: 'name', title: tx('field.opportunity.stage_id'), cell: (stage) => stage.name },
            { key: 'reached', title: t('web.funnel.reached'), numeric: true, cell: (stage) => stage.reached },
            {
              key: 'conversion',
              title: t('web.funnel.conversion'),
              numeric: true,
              cell: (stage) => <Percent value={stage.conversion} blank="–" />,
            },
          ]}
        />
      </Section>
    </>
  );
}

/** A figure that opens the rows behind it. */
function Rows({ of, children }: { of: Leaf[]; children: ReactNode }) {
  return (
    <Go to="/opportunities" search={{ filter: { and: of } }} className="figure">
      {children}
    </Go>
  );
}

function Tile({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.tile}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
