import { Segmented, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { today } from '../../kit/dates';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { useSheet, type Achieved } from './api';
import { TargetRow } from './TargetRow';
import styles from './TargetsPage.module.css';

const QUARTERS = [0, 1, 2, 3];
const MONTHS = [0, 1, 2];

/** A year of targets, month by month: company, departments and people beside what they did. */
export default function TargetsPage() {
  const [year, setYear] = useState(Number(today().slice(0, 4)));
  const [kind, setKind] = useState<Achieved>('contract');
  const sheet = useSheet(kind, year);
  const box = useRef<HTMLDivElement>(null);
  const isThere = sheet.data !== undefined;
  useEffect(() => {
    // A year is wider than a screen: it opens where we are in it, behind the names that stay.
    const shown = box.current;
    const now = shown?.querySelector<HTMLElement>('th[data-now]');
    const names = shown?.querySelector<HTMLElement>('thead th');
    if (shown && now && names) shown.scrollLeft = now.offsetLeft - names.offsetWidth;
  }, [isThere, year]);
  const choices = (
    <>
      <Segmented<Achieved>
        aria-label={t('web.targets.kind')}
        value={kind}
        onChange={setKind}
        options={[
          { value: 'contract', label: t('web.targets.contract') },
          { value: 'receipt', label: t('web.targets.receipt') },
        ]}
      />
      <Select<number>
        aria-label={t('web.targets.year')}
        value={year}
        onChange={setYear}
        options={yearsAround().map((one) => ({ value: one, label: String(one) }))}
      />
    </>
  );
  return (
    <Page title={t('web.nav.targets')} actions={choices}>
      {sheet.isError ? (
        <ErrorPanel error={sheet.error} onRetry={() => void sheet.refetch()} />
      ) : !sheet.data ? (
        <SkeletonRows rows={6} columns={6} />
      ) : sheet.data.rows.length === 0 ? (
        <EmptyState title={t('web.targets.none')} />
      ) : (
        <div ref={box} className={styles.box} tabIndex={0} role="region" aria-label={t('web.nav.targets')}>
          <table className={styles.table} aria-label={t('web.nav.targets')}>
            <thead>
              <tr>
                <th scope="col">{t('web.targets.who')}</th>
                {QUARTERS.flatMap((quarter) => [
                  ...MONTHS.map((month) => (
                    <th
                      key={`m${quarter}${month}`}
                      scope="col"
                      className="number"
                      data-now={isNow(year, quarter * 3 + month + 1) ? '' : undefined}
                    >
                      {t('web.targets.month', { month: quarter * 3 + month + 1 })}
                    </th>
                  )),
                  <th key={`q${quarter}`} scope="col" className="number">
                    {t('web.targets.quarter', { quarter: quarter + 1 })}
                  </th>,
                ])}
                <th scope="col" className="number">
                  {t('web.targets.whole')}
                </th>
              </tr>
            </thead>
            <tbody>
              {sheet.data.rows.map((row) => (
                <TargetRow
                  key={[kind, year, row.subject_id, row.level, ...row.target].join()}
                  row={row}
                  kind={sheet.data.kind}
                  year={sheet.data.year}
                  maySet={sheet.data.may_set}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

const isNow = (year: number, month: number): boolean =>
  today().startsWith(`${year}-${String(month).padStart(2, '0')}`);

function yearsAround(): number[] {
  const now = Number(today().slice(0, 4));
  return [now + 1, now, now - 1, now - 2, now - 3];
}
