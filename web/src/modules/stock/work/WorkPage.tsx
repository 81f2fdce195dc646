import { Button } from 'antd';
import { useState } from 'react';
import { useRecordMeta, useRecordPage } from '../../../api/records';
import type { Condition, RecordRow } from '../../../api/types';
import { useAccess } from '../../../kit/access';
import { EmptyState } from '../../../kit/EmptyState';
import { Go, useGo } from '../../../kit/Go';
import { t, type MessageKey } from '../../../kit/i18n';
import { Page, Section } from '../../../kit/Page';
import { SkeletonRows } from '../../../kit/Skeleton';
import { useBinHouses } from '../bins/bins';
import { ScanLine } from './ScanLine';
import { signal } from './signal';
import styles from './Work.module.css';

interface Work {
  path: string;
  title: MessageKey;
  right: string;
  to: string;
  open: Condition;
  /** Who or where it is about. */
  about: string;
}

const both = (...leaves: Condition[]): Condition => ({ and: leaves });
const is = (field: string, value: string): Condition => ({ field, op: 'eq', value });
const isNot = (field: string, value: string): Condition => ({ field, op: 'ne', value });

const WORKS: Work[] = [
  {
    path: 'purchase-orders',
    title: 'web.work.receive',
    right: 'purchasing.receipt.post',
    to: '/stock-work/receive',
    open: both(is('state', 'confirmed'), isNot('receipt_state', 'full')),
    about: 'party_id',
  },
  {
    path: 'sales-orders',
    title: 'web.work.pick',
    right: 'sales.delivery.post',
    to: '/stock-work/pick',
    open: both(is('state', 'confirmed'), isNot('delivery_state', 'full')),
    about: 'party_id',
  },
  {
    path: 'pick-lists',
    title: 'web.nav.pick_lists',
    right: 'sales.pick.manage',
    to: '/pick-lists',
    open: is('state', 'open'),
    about: 'note',
  },
  {
    path: 'stock-transfers',
    title: 'web.stock_transfer.scan',
    right: 'stock.transfer.receive',
    to: '/stock-work/transfer',
    open: is('state', 'sent'),
    about: 'to_warehouse_id',
  },
  {
    path: 'stock-counts',
    title: 'web.count.scan',
    right: 'stock.count.count',
    to: '/stock-work/count',
    open: is('state', 'counting'),
    about: 'warehouse_id',
  },
];
const SHOWN = 20;

/** What waits for hands with a scanner: each opens its work screen; a scanned document number does too. */
export default function WorkPage() {
  const { can } = useAccess();
  const go = useGo();
  const [said, setSaid] = useState<{ text: string; wrong: boolean } | null>(null);
  const [known, setKnown] = useState<Record<string, Record<string, string>>>({});
  const binned = useBinHouses().data?.some((house) => house.binned) === true;
  const works = WORKS.filter((work) => can(work.right));
  const open = (number: string): void => {
    const to = Object.values(known)
      .map((numbers) => numbers[number.toUpperCase()])
      .find((found) => found !== undefined);
    signal(to !== undefined);
    if (to) go(to);
    else setSaid({ text: t('web.work.no_document', { number }), wrong: true });
  };
  return (
    <Page title={t('web.nav.stock_work')} full>
      <ScanLine onCode={open} said={said} label={t('web.work.scan_document')} />
      <div className={styles.works}>
        {can('stock.bin.move') && binned ? (
          <p>
            <Button onClick={() => go('/stock-work/bin-move')}>{t('web.bins.move_by_scan')}</Button>
          </p>
        ) : null}
        {works.length === 0 ? <EmptyState title={t('web.work.nothing_waits')} /> : null}
        {works.map((work) => (
          <WorkList
            key={work.path}
            work={work}
            onKnown={(numbers) => setKnown((before) => ({ ...before, [work.path]: numbers }))}
          />
        ))}
      </div>
    </Page>
  );
}

interface WorkListProps {
  work: Work;
  onKnown: (numbers: Record<string, string>) => void;
}

function WorkList({ work, onKnown }: WorkListProps) {
  const meta = useRecordMeta(work.path);
  const found = useRecordPage(
    work.path,
    { fields: ['number', work.about], filter: work.open, limit: SHOWN },
    meta !== undefined,
  );
  const rows = found.data?.items ?? [];
  const place = (row: RecordRow): string => `${work.to}/${row.id}`;
  const numbers = Object.fromEntries(rows.map((row) => [String(row.number).toUpperCase(), place(row)]));
  const told = JSON.stringify(numbers);
  const [last, setLast] = useState('');
  if (told !== last) {
    setLast(told);
    queueMicrotask(() => onKnown(numbers));
  }
  return (
    <Section title={t(work.title)} flush>
      {found.isPending ? <SkeletonRows rows={2} columns={2} /> : null}
      {found.data && rows.length === 0 ? <EmptyState small title={t('web.work.nothing_waits')} /> : null}
      <ul className={styles.waiting}>
        {rows.map((row) => (
          <li key={row.id}>
            <Go to={place(row)}>
              <b>{String(row.number)}</b>
              <span className="soft">{(row[work.about] as { title?: string } | null)?.title ?? ''}</span>
            </Go>
          </li>
        ))}
      </ul>
    </Section>
  );
}
