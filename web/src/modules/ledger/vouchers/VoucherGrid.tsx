import { CloseOutlined, TagsOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, type ClipboardEvent, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { isBlock, readBlock } from '../../../kit/blocks';
import { formatMoney, isZero, type Decimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { sayRefused } from '../../../kit/toast';
import { inCapitals } from '../capitals';
import { AccountCell } from './AccountCell';
import { AmountCell } from './AmountCell';
import { LineForeign } from './LineForeign';
import { LineTags } from './LineTags';
import { lineAccount, linesOf } from './pasted';
import { isCell, readLines } from './readLines';
import styles from './Voucher.module.css';
import {
  accountWords,
  isBlank,
  totals,
  type Side,
  type VoucherAction,
  type VoucherLineState,
  type VoucherState,
  type Wrong,
} from './voucherState';

interface VoucherGridProps {
  state: VoucherState;
  act: (action: VoucherAction) => void;
  wrong: Record<string, Wrong[]>;
  refused: Record<string, Partial<Record<string, string>>>;
}

/** The grid of the paper form: summary, account, debit, credit. */
export function VoucherGrid({ state, act, wrong, refused }: VoucherGridProps) {
  const box = useRef<HTMLTableElement>(null);
  const both = totals(state);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const cell = (event.target as HTMLElement).closest<HTMLElement>('input[data-cell]');
    if (step === 0 || !cell || event.nativeEvent.isComposing) return;
    const column = cell.dataset.cell ?? '';
    const all = [...(box.current?.querySelectorAll<HTMLElement>(`[data-cell="${column}"]`) ?? [])];
    const next = all[all.indexOf(cell) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const client = useQueryClient();
  const onPaste = (event: ClipboardEvent<HTMLTableElement>): void => {
    const cell = (event.target as HTMLElement).dataset.cell;
    const text = event.clipboardData.getData('text/plain');
    const line = state.lines[Number((event.target as HTMLElement).closest('tr')?.dataset.line)];
    if (!isCell(cell) || !line || !isBlock(text)) return;
    event.preventDefault();
    linesOf(client, readLines(readBlock(text), cell))
      .then((pasted) => act({ at: line.key, pasted }))
      .catch(sayRefused);
  };
  return (
    <table
      className={styles.grid}
      ref={box}
      aria-label={t('web.voucher')}
      onKeyDown={onKeyDown}
      onPaste={onPaste}
    >
      <thead>
        <tr>
          <th className={styles.no}>#</th>
          <th scope="col" className={styles.summary}>
            {t('web.entry.summary')}
          </th>
          <th scope="col">{t('web.voucher.account')}</th>
          <th scope="col" className={`number ${styles.amount}`}>
            {t('web.debit')}
          </th>
          <th scope="col" className={`number ${styles.amount}`}>
            {t('web.credit')}
          </th>
          <th className={styles.tools} aria-label={t('web.actions')} />
        </tr>
      </thead>
      <tbody>
        {state.lines.map((line, at) => (
          <LineRow
            key={line.key}
            no={at + 1}
            line={line}
            above={state.lines[at - 1]}
            day={state.day}
            wrong={wrong[line.key] ?? []}
            refused={refused[line.key] ?? {}}
            act={act}
          />
        ))}
      </tbody>
      <TotalRow debit={both.debit} credit={both.credit} tools />
    </table>
  );
}

/** The sum of both sides; in capitals once they agree. */
export function TotalRow({ debit, credit, tools }: Record<Side, Decimal> & { tools?: boolean }) {
  return (
    <tfoot>
      <tr>
        <td colSpan={3} className={styles.capitals}>
          <span className="soft">{t('web.total')}</span>{' '}
          {debit === credit && !isZero(debit) ? inCapitals(debit) : ''}
        </td>
        <td className="number">{formatMoney(debit)}</td>
        <td className="number">{formatMoney(credit)}</td>
        {tools ? <td /> : null}
      </tr>
    </tfoot>
  );
}

interface LineRowProps {
  no: number;
  line: VoucherLineState;
  above: VoucherLineState | undefined;
  day: string;
  wrong: Wrong[];
  refused: Partial<Record<string, string>>;
  act: (action: VoucherAction) => void;
}

function LineRow({ no, line, above, day, wrong, refused, act }: LineRowProps) {
  const row = useRef<HTMLTableRowElement>(null);
  const change = (said: Partial<VoucherLineState>): void => act({ at: line.key, line: said });
  const label = (what: string): string => t('web.voucher.cell', { line: no, what });
  const go = (cell: string): void => focusIn(row.current?.querySelector<HTMLElement>(cell));
  const onward = (cell: HTMLElement): void => {
    const cells = [...(row.current?.closest('table')?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])];
    focusIn(cells[cells.indexOf(cell) + 1]);
  };
  const nextLine = (): void =>
    focusIn(row.current?.nextElementSibling?.querySelector<HTMLElement>('[data-cell="summary"]'));
  const amount = (side: Side) => (
    <AmountCell
      label={label(t(side === 'debit' ? 'web.debit' : 'web.credit'))}
      side={side}
      value={line[side]}
      wanted={line.side === side && line.debit === '' && line.credit === ''}
      wrong={wrong.includes('amount') || refused[side] !== undefined}
      onChange={(text) => change({ [side]: text })}
      onBalance={() => act({ balance: line.key, side })}
      onSwap={() => {
        const other = side === 'debit' ? 'credit' : 'debit';
        change({ [side]: '', [other]: line[side] || line[other] });
        go(`[data-cell="${other}"]`);
      }}
      onEnter={() => (line[side] === '' && side === 'debit' ? go('[data-cell="credit"]') : nextLine())}
    />
  );
  return (
    <tr ref={row} data-line={no - 1} data-blank={isBlank(line) || undefined}>
      <td className={styles.no}>{no}</td>
      <td data-label={t('web.entry.summary')}>
        <input
          className={styles.input}
          data-cell="summary"
          aria-label={label(t('web.entry.summary'))}
          autoComplete="off"
          maxLength={200}
          value={line.summary}
          onFocus={(event) => {
            const input = event.target;
            if (line.summary === '' && isBlank(line) && above?.summary && !isBlank(above))
              flushSync(() => change({ summary: above.summary }));
            input.select();
          }}
          onChange={(event) => change({ summary: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            go('[data-cell="account"]');
          }}
        />
      </td>
      <td data-label={t('web.voucher.account')} className={styles.accountCell}>
        <AccountCell
          label={label(t('web.voucher.account'))}
          words={line.words}
          chosen={line.account !== null}
          wrong={wrong.includes('account') || refused.account !== undefined}
          onWords={(words) => change({ words, account: null })}
          onPick={(found) => {
            const account = lineAccount(found);
            change({ account, words: accountWords(account) });
          }}
          onEnter={() => {
            const cell = row.current?.querySelector<HTMLElement>('[data-cell="account"]');
            if (cell) onward(cell);
          }}
        />
        {wrong.includes('account') && line.words.trim() !== '' ? (
          <small className={styles.refused} role="alert">
            {t('web.voucher.account.unknown', { words: line.words.trim() })}
          </small>
        ) : null}
        {refused.account ? (
          <small className={styles.refused} role="alert">
            {refused.account}
          </small>
        ) : null}
        <LineForeign
          no={no}
          line={line}
          day={day}
          wrong={wrong}
          onChange={(foreign) => act({ at: line.key, foreign })}
          onEnter={onward}
        />
        <LineTags
          no={no}
          line={line}
          day={day}
          wrong={wrong}
          refused={refused}
          onChange={change}
          onEnter={onward}
        />
      </td>
      <td data-side data-label={t('web.debit')}>
        {amount('debit')}
      </td>
      <td data-side data-label={t('web.credit')}>
        {amount('credit')}
      </td>
      <td className={styles.tools}>
        <LineTools no={no} line={line} change={change} onRemove={() => act({ remove: line.key })} />
      </td>
    </tr>
  );
}

interface LineToolsProps {
  no: number;
  line: VoucherLineState;
  change: (said: Partial<VoucherLineState>) => void;
  onRemove: () => void;
}

function LineTools({ no, line, change, onRemove }: LineToolsProps) {
  if (isBlank(line)) return null;
  return (
    <>
      <Button
        type="text"
        size="small"
        icon={<TagsOutlined />}
        tabIndex={-1}
        aria-pressed={line.open}
        aria-label={t('web.voucher.cell', { line: no, what: t('web.voucher.tags') })}
        title={t('web.voucher.tags')}
        onClick={() => change({ open: !line.open })}
      />
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        tabIndex={-1}
        aria-label={t('web.voucher.cell', { line: no, what: t('web.grid.remove') })}
        title={t('web.grid.remove')}
        onClick={onRemove}
      />
    </>
  );
}

/** Puts the cursor into a cell: the cell itself, or the field inside it. */
function focusIn(cell: HTMLElement | null | undefined): void {
  if (!cell) return;
  (cell instanceof HTMLInputElement ? cell : cell.querySelector<HTMLElement>('input'))?.focus();
}
