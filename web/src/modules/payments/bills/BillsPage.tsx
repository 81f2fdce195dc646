import { Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useRecordMeta } from '../../../api/records';
import type { Condition } from '../../../api/types';
import { useAccess } from '../../../kit/access';
import { today } from '../../../kit/dates';
import { isZero } from '../../../kit/decimal';
import { EmptyState } from '../../../kit/EmptyState';
import { Go, useGo } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import { RecordList } from '../../../kit/list/ListPage';
import { Money } from '../../../kit/Money';
import { Page } from '../../../kit/Page';
import { useBillTotals, type BillTotal } from './api';
import styles from './Bills.module.css';
import { OpeningBillDialog } from './OpeningBillDialog';

const SOON = 30;

/** 承兑汇票: the bills in hand and our own, by the day they fall due, and what they come to. */
export default function BillsPage() {
  const meta = useRecordMeta('bills');
  const go = useGo();
  const { can } = useAccess();
  const may = can('bills.bill.take');
  const [entering, setEntering] = useState(false);
  if (!meta?.allowed.includes('list')) {
    return (
      <Page title={t('web.nav.bills')}>
        <EmptyState title={t('web.no_right.title')} why={t('web.no_right.why')} />
      </Page>
    );
  }
  return (
    <>
      <RecordList
        meta={meta}
        mayCreate={false}
        title={t('web.nav.bills')}
        above={<Totals />}
        actions={
          may ? (
            <>
              <Button onClick={() => setEntering(true)}>{t('web.bill.opening')}</Button>
              {can('payments.payment.post') ? (
                <Button onClick={() => go('/payments/new', { search: { means: 'issue' } })}>
                  {t('web.bill.issue')}
                </Button>
              ) : null}
              {can('payments.receipt.post') ? (
                <Button type="primary" onClick={() => go('/receipts/new', { search: { means: 'bill' } })}>
                  {t('web.bill.take')}
                </Button>
              ) : null}
            </>
          ) : null
        }
      />
      {entering ? <OpeningBillDialog onClose={() => setEntering(false)} /> : null}
    </>
  );
}

/** What is left of each side's bills; each figure leads to its bills. */
function Totals() {
  const totals = useBillTotals();
  const shown = (totals.data ?? []).filter((one) => one.count > 0);
  if (shown.length === 0) return null;
  return (
    <div className={styles.totals}>
      {shown.map((one) => (
        <SideTotal key={one.side} total={one} />
      ))}
    </div>
  );
}

function SideTotal({ total }: { total: BillTotal }) {
  const day = today();
  const until = dayjs(day).add(SOON, 'day').format('YYYY-MM-DD');
  const held: Condition[] = [
    { field: 'side', op: 'eq', value: total.side },
    { field: 'state', op: 'eq', value: 'held' },
  ];
  const soon: Condition[] = [
    { field: 'due_on', op: 'gte', value: day },
    { field: 'due_on', op: 'lte', value: until },
  ];
  const overdue: Condition[] = [{ field: 'due_on', op: 'lt', value: day }];
  return (
    <span className={styles.total}>
      <Go to="/bills" search={{ filter: { and: held } }}>
        {tx(`choice.bill.side.${total.side}`)} {t('web.bill.count', { count: total.count })}
      </Go>
      <b>
        ¥ <Money value={total.remaining} />
      </b>
      {isZero(total.soon) ? null : (
        <Go to="/bills" search={{ filter: { and: [...held, ...soon] } }}>
          <span className={styles.soon}>
            {t('web.bill.soon')} <Money value={total.soon} />
          </span>
        </Go>
      )}
      {isZero(total.overdue) ? null : (
        <Go to="/bills" search={{ filter: { and: [...held, ...overdue] } }}>
          <span className="negative">
            {t('web.bill.overdue')} <Money value={total.overdue} />
          </span>
        </Go>
      )}
    </span>
  );
}
