import { Button } from 'antd';
import { useState } from 'react';
import { seenAs } from '../../api/seeAs';
import { DecimalInput } from '../../kit/DecimalInput';
import {
  divide,
  formatPercent,
  formatQuantity,
  isZero,
  subtract,
  sum,
  type Decimal,
} from '../../kit/decimal';
import { t } from '../../kit/i18n';
import { Quantity } from '../../kit/Money';
import { sayDone, sayRefused } from '../../kit/toast';
import { useSetTargets, type Achieved, type Row } from './api';
import styles from './TargetsPage.module.css';

interface TargetRowProps {
  row: Row;
  kind: Achieved;
  year: number;
  maySet: boolean;
}

const QUARTERS = [0, 1, 2, 3];

/** One year of somebody: twelve targets with what was done below each, quarters and the year added up. */
export function TargetRow({ row, kind, year, maySet }: TargetRowProps) {
  const [months, setMonths] = useState<Decimal[]>(row.target);
  const save = useSetTargets();
  const name = row.level === 'company' ? t('web.targets.company') : row.name;
  const isChanged = months.some((month, at) => month !== row.target[at]);
  const edits = maySet && seenAs() === null;
  const enter = (at: number, value: Decimal | null): void =>
    setMonths((shown) => shown.map((month, place) => (place === at ? (value ?? '0') : month)));
  const keep = (): void => {
    const subject =
      row.level === 'person'
        ? { person_id: row.subject_id }
        : row.level === 'department'
          ? { department_id: row.subject_id }
          : {};
    save
      .mutateAsync({ kind, year, months, ...subject })
      .then(() => sayDone(t('web.targets.saved')), sayRefused);
  };
  return (
    <tr className={styles[row.level]}>
      <th scope="row">
        <span className={styles.name}>{name}</span>
        <span className={styles.level}>{row.level === 'company' ? '' : t(`web.targets.${row.level}`)}</span>
        {row.below ? <Below below={sum(row.below)} target={sum(months)} /> : null}
        {isChanged ? (
          <Button
            size="small"
            type="primary"
            loading={save.isPending}
            aria-label={t('web.targets.save', { name })}
            onClick={keep}
          >
            {t('web.targets.save.short')}
          </Button>
        ) : null}
      </th>
      {QUARTERS.flatMap((quarter) => {
        const places = [0, 1, 2].map((month) => quarter * 3 + month);
        return [
          ...places.map((at) => (
            <td key={at} className="number">
              {edits ? (
                <DecimalInput
                  value={months[at] ?? null}
                  label={t('web.targets.cell', { name, month: at + 1 })}
                  onChange={(value) => enter(at, value)}
                />
              ) : (
                <Quantity value={months[at]} />
              )}
              <Done target={months[at] ?? '0'} done={row.done[at] ?? '0'} />
            </td>
          )),
          <Total key={`q${quarter}`} row={row} months={months} places={places} />,
        ];
      })}
      <Total row={row} months={months} places={months.map((_, at) => at)} />
    </tr>
  );
}

function Total({ row, months, places }: { row: Row; months: Decimal[]; places: number[] }) {
  const target = sum(places.map((at) => months[at] ?? '0'));
  const done = sum(places.map((at) => row.done[at] ?? '0'));
  return (
    <td className={`number ${styles.total}`}>
      <Quantity value={target} />
      <Done target={target} done={done} />
    </td>
  );
}

function Done({ target, done }: { target: Decimal; done: Decimal }) {
  const said = formatQuantity(done);
  return (
    <span className={styles.done}>
      {isZero(target)
        ? t('web.targets.done', { done: said })
        : t('web.targets.done_rate', { done: said, rate: formatPercent(divide(done, target)) })}
    </span>
  );
}

function Below({ below, target }: { below: Decimal; target: Decimal }) {
  return (
    <span className={styles.below}>
      {t('web.targets.below', {
        sum: formatQuantity(below),
        gap: formatQuantity(subtract(target, below)),
      })}
    </span>
  );
}
