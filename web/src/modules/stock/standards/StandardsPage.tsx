import { Button, Input } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../../kit/access';
import { today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { formatMoney, multiply, round, subtract, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { PreviewEntries } from '../../../kit/document/PreviewEntries';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { useLeaveGuard } from '../../../kit/form/useLeaveGuard';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { HeadStrip, StripItem } from '../../../kit/HeadStrip';
import { modKey, useHotkey } from '../../../kit/hotkeys';
import { t, tx } from '../../../kit/i18n';
import { SearchBox } from '../../../kit/list/SearchBox';
import { Money, Quantity } from '../../../kit/Money';
import { Page, Section } from '../../../kit/Page';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { SimpleTable, type SimpleColumn } from '../../../kit/SimpleTable';
import { SkeletonRows } from '../../../kit/Skeleton';
import { sayDone } from '../../../kit/toast';
import { ProductName } from '../../catalog/ProductName';
import { MOST, useSetStandards, useStandards, type StandardCost } from './api';
import styles from './Standards.module.css';

type Row = Pick<StandardCost, 'product_id' | 'product'> & { known?: StandardCost };

/** 标准成本: what goods cost by the standard now, and a new one from a day on. */
export default function StandardsPage() {
  const go = useGo();
  const may = useAccess().can('stock.costing.manage');
  const [words, setWords] = useState('');
  const found = useStandards(words);
  const set = useSetStandards();
  const [added, setAdded] = useState<Row[]>([]);
  const [typed, setTyped] = useState<Record<string, Decimal | null>>({});
  const [day, setDay] = useState(today());
  const [note, setNote] = useState('');
  const lines = Object.entries(typed).flatMap(([product_id, standard]) =>
    standard === null ? [] : [{ product_id, standard }],
  );
  const { question, release } = useLeaveGuard(lines.length > 0);
  const draft =
    lines.length > 0 ? { holds_from: day, lines, ...(note.trim() ? { note: note.trim() } : {}) } : undefined;
  const save = (): void => {
    if (!draft || set.isPending) return;
    set.mutate(draft, {
      onSuccess: (made) => {
        release();
        sayDone(t('web.standards.saved', { number: made.number }));
        go(recordUrl('standard-changes', made.id));
      },
    });
  };
  useHotkey('mod+s', save);
  const items = found.data?.items ?? [];
  const listed = new Set(items.map((item) => item.product_id));
  const rows: Row[] = [
    ...added.filter((row) => !listed.has(row.product_id)),
    ...items.map((known) => ({ product_id: known.product_id, product: known.product, known })),
  ];
  return (
    <Page
      full
      title={t('web.nav.standards')}
      actions={
        <>
          <Go to="/standard-changes">{t('web.standards.papers')}</Go>
          {may ? (
            <>
              <PreviewEntries path="standard-changes" body={draft} />
              <Button
                type="primary"
                disabled={!draft}
                loading={set.isPending}
                title={`${modKey()} S`}
                onClick={save}
              >
                {t('web.standards.save')}
              </Button>
            </>
          ) : null}
        </>
      }
      bar={
        <HeadStrip>
          <StripItem label={t('web.standards.search')}>
            <SearchBox value={words} onSearch={setWords} />
          </StripItem>
          {may ? (
            <>
              <StripItem label={t('web.standards.add')}>
                <ReferencePicker
                  label={t('web.standards.add')}
                  path="products"
                  value={undefined}
                  onChange={(chosen) => {
                    if (chosen) setAdded([{ product_id: chosen.id, product: chosen.title }, ...added]);
                  }}
                />
              </StripItem>
              <StripItem label={t('web.standards.holds_from')}>
                <DayPicker aria-label={t('web.standards.holds_from')} value={day} onChange={setDay} />
              </StripItem>
              <StripItem label={t('web.note')} wide>
                <Input
                  aria-label={t('web.note')}
                  value={note}
                  maxLength={2000}
                  onChange={(event) => setNote(event.target.value)}
                />
              </StripItem>
            </>
          ) : null}
        </HeadStrip>
      }
    >
      <div className={styles.box}>
        {set.isError ? <ErrorPanel error={set.error} /> : null}
        {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.isPending ? <SkeletonRows rows={8} columns={6} /> : null}
        {found.data && rows.length === 0 ? (
          <EmptyState title={t('web.standards.none')} why={t('web.standards.none.why')} />
        ) : null}
        {rows.length > 0 ? (
          <Section title={t('web.nav.standards')} flush>
            <SimpleTable<Row>
              label={t('web.nav.standards')}
              columns={columns(
                may ? { typed, type: (id, value) => setTyped({ ...typed, [id]: value }) } : null,
              )}
              rows={rows}
              rowKey={(row) => row.product_id}
            />
            {found.data?.next_cursor ? (
              <p className={styles.more}>{t('web.standards.more', { count: MOST })}</p>
            ) : null}
          </Section>
        ) : null}
      </div>
      {question}
    </Page>
  );
}

interface Typing {
  typed: Record<string, Decimal | null>;
  type: (productId: string, value: Decimal | null) => void;
}

function columns(typing: Typing | null): SimpleColumn<Row>[] {
  const worth = (row: Row): Decimal | null => {
    const standard = typing?.typed[row.product_id] ?? null;
    const { known } = row;
    if (standard === null || !known?.value || known.method !== 'standard') return null;
    return subtract(round(multiply(known.on_hand, standard)), known.value);
  };
  return [
    {
      key: 'product',
      title: t('web.product'),
      cell: (row) => (
        <ProductName id={row.product_id} name={row.product} code={row.known?.product_code ?? ''} />
      ),
    },
    {
      key: 'method',
      title: t('web.costing.method'),
      cell: (row) =>
        row.known ? (
          row.known.method === 'standard' ? (
            tx('web.costing.standard')
          ) : (
            <span className="soft">{tx(`web.costing.${row.known.method}`)}</span>
          )
        ) : (
          ''
        ),
    },
    {
      key: 'since',
      title: t('web.standards.holds_from'),
      cell: (row) => <span className="figure">{row.known?.since ?? ''}</span>,
    },
    {
      key: 'on_hand',
      title: t('web.stock.on_hand'),
      numeric: true,
      cell: (row) => (row.known ? <Quantity value={row.known.on_hand} unit={row.known.unit} /> : ''),
    },
    {
      key: 'value',
      title: t('web.stock.value'),
      numeric: true,
      cell: (row) => (row.known?.value ? <Money value={row.known.value} /> : ''),
    },
    {
      key: 'standard',
      title: t('web.standards.now'),
      numeric: true,
      cell: (row) => (row.known?.standard ? <Quantity value={row.known.standard} /> : ''),
    },
    ...(typing
      ? [
          {
            key: 'new',
            title: t('web.standards.new'),
            numeric: true,
            width: 140,
            cell: (row: Row) => (
              <DecimalInput
                label={`${t('web.standards.new')} ${row.product}`}
                value={typing.typed[row.product_id] ?? null}
                onChange={(value) => typing.type(row.product_id, value)}
              />
            ),
          },
          {
            key: 'worth',
            title: t('web.standards.worth'),
            numeric: true,
            width: 130,
            cell: (row: Row) => {
              const more = worth(row);
              return more === null ? '' : formatMoney(more);
            },
          },
        ]
      : []),
  ];
}
