import { PrinterOutlined } from '@ant-design/icons';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, DatePicker, Segmented } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { today } from '../../../kit/dates';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { useGo } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Page } from '../../../kit/Page';
import { SkeletonRows } from '../../../kit/Skeleton';
import { Status } from '../../../kit/Status';
import type { Span } from '../api';
import { useStatement, type Statement, type StatementRow, type StatementSpan } from '../booksApi';
import { CashEntries } from './CashEntries';
import styles from './Statement.module.css';
import { columnTitle, StatementTable } from './StatementTable';

const NAMES = ['balance_sheet', 'income_statement', 'cash_flow'] as const;
type StatementName = (typeof NAMES)[number];
const SPANS = ['month', 'quarter', 'year'] as const;
const MONTHS: Record<StatementSpan, number> = { month: 1, quarter: 3, year: 12 };
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const isName = (name: string): name is StatementName => (NAMES as readonly string[]).includes(name);

/** 财务报表: the three official forms, each figure opening what is behind it. */
export default function StatementPage() {
  const { name = '' } = useParams({ strict: false }) as { name?: string };
  return isName(name) ? <StatementOf name={name} /> : <EmptyState title={t('web.statement.unknown')} />;
}

function StatementOf({ name }: { name: StatementName }) {
  const go = useGo();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { period?: string; span?: StatementSpan };
  const span = SPANS.find((one) => one === search.span) ?? 'month';
  const period = lastMonth(MONTH.test(search.period ?? '') ? `${search.period}-01` : today(), span);
  const statement = useStatement(name, period, span);
  const set = (change: object): void =>
    void navigate({ to: '.', search: { period, span, ...change } as never, replace: true });
  return (
    <Page
      title={t(`web.statement.${name}`)}
      facts={statement.data ? <Status state={standing(statement.data)} kind="statement" /> : null}
      actions={
        <>
          <Button
            disabled={!statement.data}
            href={`/api/statements/${name}/sheet?period=${period}&span=${span}`}
            download
          >
            Excel
          </Button>
          <Button
            icon={<PrinterOutlined />}
            disabled={!statement.data}
            href={`/api/statements/${name}/paper?period=${period}&span=${span}`}
            download
          >
            {t('web.print')}
          </Button>
        </>
      }
      bar={
        <div className={styles.bar}>
          <Segmented<StatementName>
            size="small"
            aria-label={t('web.nav.statements')}
            value={name}
            options={NAMES.map((one) => ({ value: one, label: t(`web.statement.${one}`) }))}
            onChange={(one) => go(`/statements/${one}`, { search: { period, span } })}
          />
          <Segmented<StatementSpan>
            size="small"
            aria-label={t('web.statement.span')}
            value={span}
            options={SPANS.map((one) => ({ value: one, label: t(`web.statement.span.${one}`) }))}
            onChange={(one) => set({ span: one })}
          />
          <DatePicker
            size="small"
            allowClear={false}
            picker={span}
            aria-label={t('web.periods.month')}
            value={dayjs(`${period}-01`)}
            onChange={(day) => {
              if (day) set({ period: day.format('YYYY-MM') });
            }}
          />
        </div>
      }
    >
      {statement.isPending ? <SkeletonRows rows={20} columns={4} /> : null}
      {statement.isError ? (
        <ErrorPanel error={statement.error} onRetry={() => void statement.refetch()} />
      ) : null}
      {statement.data ? <Paper name={name} span={span} statement={statement.data} /> : null}
    </Page>
  );
}

interface PaperProps {
  name: StatementName;
  span: StatementSpan;
  statement: Statement;
}

function Paper({ name, span, statement }: PaperProps) {
  const [row, setRow] = useState<{ row: StatementRow; span: Span } | null>(null);
  const until = statement.last_day;
  const time = name === 'balance_sheet' ? until : `${statement.first_day} – ${until}`;
  return (
    <article className={styles.paper} data-wide={name === 'balance_sheet' || undefined}>
      <h2>{t(`web.statement.${name}`)}</h2>
      <p className={styles.form}>{statement.form}</p>
      <p className={styles.facts}>
        <span>{t('web.statement.company', { company: statement.company })}</span>
        <span className="figure">{time}</span>
        <span>{t('web.statement.unit')}</span>
      </p>
      {statement.columns.map((column, at) => {
        const day = statement.tells_from[at];
        return day ? (
          <p key={column} className={styles.partly}>
            {column === 'year_opening'
              ? t('web.statement.opens_on', { day })
              : t('web.statement.tells_from', { column: columnTitle(column, span), day })}
          </p>
        ) : null;
      })}
      <StatementTable
        statement={statement}
        span={span}
        onCash={(one, days) => setRow({ row: one, span: days })}
      />
      {row ? <CashEntries row={row.row} span={row.span} onClose={() => setRow(null)} /> : null}
    </article>
  );
}

/** Whether its own sums agree; and where they do, whether it tells the whole of its time. */
function standing(statement: Statement): string {
  if (!statement.agrees) return 'red';
  return statement.tells_from.some(Boolean) ? 'amber' : 'green';
}

/** The month a month, quarter or year ends with. */
function lastMonth(day: string, span: StatementSpan): string {
  const [year = '', month = '1'] = day.split('-');
  const last = Math.ceil(Number(month) / MONTHS[span]) * MONTHS[span];
  return `${year}-${String(last).padStart(2, '0')}`;
}
