import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useAccess } from '../../kit/access';
import { today } from '../../kit/dates';
import { DayPicker } from '../../kit/DayPicker';
import { isZero, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Money } from '../../kit/Money';
import { Page } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { statementUrl, useAgeing, type AccountSide, type Ageing } from './api';
import styles from './Money.module.css';

type Row = Ageing['rows'][number];

const STEPS = ['not_due', 'days_30', 'days_60', 'days_90', 'older', 'open'] as const;
const NEEDS = { customer: 'payments.receipt.view', supplier: 'payments.payment.view' } as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** 账龄: what customers owe, or suppliers are owed, by how late it is, as of a day. */
export default function AgeingPage() {
  const { side: named } = useParams({ strict: false }) as { side?: string };
  const { on: asked = '' } = useSearch({ strict: false }) as { on?: string };
  const side: AccountSide = named === 'supplier' ? 'supplier' : 'customer';
  const on = DAY.test(asked) ? asked : today();
  const ageing = useAgeing(side, on);
  const navigate = useNavigate();
  const go = useGo();
  const { can } = useAccess();
  const sides = (['customer', 'supplier'] as const).filter((one) => can(NEEDS[one]));
  return (
    <Page
      full
      title={t('web.nav.ageing')}
      bar={
        <div className={styles.bar}>
          {sides.length > 1 ? (
            <Segmented
              value={side}
              options={sides.map((one) => ({ value: one, label: t(`web.ageing.${one}`) }))}
              onChange={(one) => go(`/ageing/${one}`)}
            />
          ) : null}
          <span>{t('web.ageing.on')}</span>
          <DayPicker
            aria-label={t('web.ageing.on')}
            value={on}
            onChange={(day) =>
              void navigate({ to: '.', search: { on: day || undefined } as never, replace: true })
            }
          />
          <span className="soft">{t(side === 'customer' ? 'web.ageing.by_due' : 'web.ageing.by_paper')}</span>
        </div>
      }
    >
      {ageing.isPending ? <SkeletonRows rows={12} columns={7} /> : null}
      {ageing.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={ageing.error} onRetry={() => void ageing.refetch()} />
        </div>
      ) : null}
      {ageing.data ? <Rows ageing={ageing.data} /> : null}
    </Page>
  );
}

const amount = (value: Decimal) => (isZero(value) ? null : <Money value={value} />);

function Rows({ ageing }: { ageing: Ageing }) {
  if (ageing.rows.length === 0) return <EmptyState title={t('web.ageing.nothing')} />;
  return (
    <>
      <SimpleTable<Row>
        sticky
        label={t('web.nav.ageing')}
        columns={[
          {
            key: 'party',
            title: t(ageing.side === 'customer' ? 'web.customer' : 'web.supplier'),
            cell: (row) => <Go to={statementUrl(ageing.side, row.party.id)}>{row.party.title}</Go>,
          },
          ...STEPS.map((step) => ({
            key: step,
            title: t(`web.ageing.${step}`),
            numeric: true,
            width: 132,
            cell: (row: Row) => (step === 'open' ? <b>{amount(row[step])}</b> : amount(row[step])),
          })),
        ]}
        rows={ageing.rows}
        rowKey={(row) => row.party.id}
        foot={
          <tr>
            <td>{t('web.total')}</td>
            {STEPS.map((step) => (
              <td key={step} className="number" data-label={t(`web.ageing.${step}`)}>
                <Money value={ageing.total[step]} />
              </td>
            ))}
          </tr>
        }
      />
      {ageing.more > 0 ? (
        <p className={styles.panel}>{t('web.ageing.more', { count: ageing.more })}</p>
      ) : null}
    </>
  );
}
