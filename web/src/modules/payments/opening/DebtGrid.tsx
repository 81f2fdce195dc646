import { CloseOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { memo, type KeyboardEvent } from 'react';
import type { Condition } from '../../../api/types';
import { parseDecimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { ofCustomers, SIDES, type DebtRow, type DebtsAction, type Place } from './debtsState';
import { readDay } from '../../../kit/readDay';
import styles from './Debts.module.css';

interface DebtGridProps {
  rows: DebtRow[];
  wrong: Map<string, Set<Place | undefined>>;
  act: (action: DebtsAction) => void;
  /** The day on which everything stood open, as an example of a day. */
  day: string;
}

const NOTHING_WRONG = new Set<Place>();

/** A line for each old debt or advance: whose, its number and day on paper, how much. */
export function DebtGrid({ rows, wrong, act, day }: DebtGridProps) {
  return (
    <table className={styles.grid} aria-label={t('web.nav.opening_debts')} onKeyDown={moveOn}>
      <thead>
        <tr>
          <th scope="col" className={styles.no}>
            #
          </th>
          <th scope="col" className={styles.side}>
            {t('web.opening_debts.kind')}
          </th>
          <th scope="col">{t('web.opening_debts.party')}</th>
          <th scope="col" className={styles.number}>
            {t('web.opening_debts.number')}
          </th>
          <th scope="col" className={styles.day}>
            {t('web.opening_debts.day')}
          </th>
          <th scope="col" className={`number ${styles.amount}`}>
            {t('web.opening_debts.amount')}
          </th>
          <th scope="col">{t('web.opening_debts.note')}</th>
          <th className={styles.tools} aria-label={t('web.actions')} />
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <Line
            key={row.key}
            row={row}
            line={at + 1}
            wrong={wrong.get(row.key) ?? NOTHING_WRONG}
            act={act}
            day={day}
          />
        ))}
      </tbody>
    </table>
  );
}

interface LineProps {
  row: DebtRow;
  line: number;
  wrong: Set<Place | undefined>;
  act: (action: DebtsAction) => void;
  day: string;
}

const CUSTOMERS: Condition = { field: 'is_customer', op: 'eq', value: true };
const SUPPLIERS: Condition = { field: 'is_supplier', op: 'eq', value: true };

// Hundreds of lines: only the one that is typed into is drawn again.
const Line = memo(
  DebtLine,
  (before, now) =>
    before.row === now.row && before.line === now.line && [...now.wrong].join() === [...before.wrong].join(),
);

function DebtLine({ row, line, wrong, act, day }: LineProps) {
  const label = t('web.opening_debts.line', { line });
  const party = t('web.opening_debts.party');
  const kind = t('web.opening_debts.kind');
  return (
    <tr>
      <td className="figure soft">{line}</td>
      <td data-label={kind}>
        <Select
          size="small"
          variant="borderless"
          aria-label={`${label} ${kind}`}
          value={row.side}
          options={SIDES.map((side) => ({ value: side, label: t(`web.opening_debts.${side}`) }))}
          onChange={(side) => {
            const stays = ofCustomers(side) === ofCustomers(row.side);
            act({ at: row.key, row: { side, ...(stays ? {} : { party: null }) } });
          }}
        />
      </td>
      <td data-label={party} data-wrong={wrong.has('party')}>
        <ReferencePicker
          label={`${label} ${party}`}
          path="parties"
          filter={ofCustomers(row.side) ? CUSTOMERS : SUPPLIERS}
          value={row.party?.id}
          title={row.party?.title}
          onChange={(chosen) => act({ at: row.key, row: { party: chosen ?? null } })}
        />
      </td>
      <Cell row={row} name="number" label={label} wrong={wrong.has('number')} act={act} />
      <Cell row={row} name="day" label={label} wrong={wrong.has('day')} act={act} example={day} />
      <Cell row={row} name="amount" label={label} wrong={wrong.has('amount')} act={act} />
      <Cell row={row} name="note" label={label} wrong={false} act={act} />
      <td className={styles.tools}>
        <Button
          type="text"
          size="small"
          tabIndex={-1}
          icon={<CloseOutlined />}
          aria-label={`${t('web.grid.remove')} ${label}`}
          title={t('web.grid.remove')}
          onClick={() => act({ remove: row.key })}
        />
      </td>
    </tr>
  );
}

interface CellProps {
  row: DebtRow;
  name: 'number' | 'day' | 'amount' | 'note';
  label: string;
  wrong: boolean;
  act: (action: DebtsAction) => void;
  example?: string;
}

function Cell({ row, name, label, wrong, act, example }: CellProps) {
  const value = row[name];
  const title = t(`web.opening_debts.${name}`);
  const unread =
    value.trim() !== '' &&
    ((name === 'day' && readDay(value) === null) || (name === 'amount' && parseDecimal(value) === null));
  return (
    <td data-label={title} data-wrong={wrong}>
      <input
        className={name === 'amount' ? `${styles.input} number` : styles.input}
        data-column={name}
        inputMode={name === 'amount' ? 'decimal' : 'text'}
        autoComplete="off"
        maxLength={name === 'note' ? 500 : 40}
        placeholder={example}
        aria-label={`${label} ${title}`}
        aria-invalid={wrong || unread || undefined}
        value={value}
        onFocus={(event) => event.target.select()}
        onChange={(event) => act({ at: row.key, row: { [name]: event.target.value } })}
        onBlur={() => {
          const day = name === 'day' ? readDay(value) : null;
          if (day !== null && day !== value) act({ at: row.key, row: { day } });
        }}
      />
    </td>
  );
}

/** Enter and the arrows go down and up the column. */
function moveOn(event: KeyboardEvent<HTMLTableElement>): void {
  const { column } = (event.target as HTMLElement).dataset;
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : 0;
  if (!column || step === 0 || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-column="${column}"]`)];
  all[all.indexOf(event.target as HTMLElement) + step]?.focus();
}
