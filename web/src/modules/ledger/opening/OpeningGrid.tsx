import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { memo, type KeyboardEvent } from 'react';
import { formatMoney, parseDecimal } from '../../../kit/decimal';
import { t } from '../../../kit/i18n';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import type { DetailAccount } from '../booksApi';
import { nameOf } from '../vouchers/AccountCell';
import styles from './Opening.module.css';
import type { OpeningAction, OpeningRow } from './openingState';

interface OpeningGridProps {
  accounts: DetailAccount[];
  byParty: Set<string>;
  rows: OpeningRow[];
  wrong: Set<string>;
  may: boolean;
  act: (action: OpeningAction) => void;
}

/** A line for every account, and for those kept by customer or supplier a line for each. */
export function OpeningGrid({ accounts, byParty, rows, wrong, may, act }: OpeningGridProps) {
  const lines = new Map<string, OpeningRow[]>();
  for (const row of rows) lines.set(row.code, [...(lines.get(row.code) ?? []), row]);
  return (
    <table className={styles.grid} aria-label={t('web.nav.opening_balances')} onKeyDown={moveOn}>
      <thead>
        <tr>
          <th scope="col" className={styles.code}>
            {t('web.account.code')}
          </th>
          <th scope="col">{t('web.account.name')}</th>
          <th scope="col" className={styles.party}>
            {t('web.voucher.tag.party')}
          </th>
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
        {accounts.flatMap((account) =>
          (lines.get(account.code) ?? []).map((row, at) => (
            <Line
              key={row.key}
              account={account}
              row={row}
              first={at === 0}
              byParty={byParty.has(account.code)}
              wrong={wrong.has(row.key)}
              may={may}
              act={act}
            />
          )),
        )}
      </tbody>
    </table>
  );
}

interface LineProps {
  account: DetailAccount;
  row: OpeningRow;
  first: boolean;
  byParty: boolean;
  wrong: boolean;
  may: boolean;
  act: (action: OpeningAction) => void;
}

// Hundreds of lines: only the one that is typed into is drawn again.
const Line = memo(OpeningLine, (before, now) =>
  (['account', 'row', 'first', 'byParty', 'wrong', 'may'] as const).every(
    (name) => before[name] === now[name],
  ),
);

function OpeningLine({ account, row, first, byParty, wrong, may, act }: LineProps) {
  const name = nameOf(account);
  const label = `${account.code} ${name}`;
  return (
    <tr>
      <td className="figure">{first ? account.code : ''}</td>
      <td>{first ? name : ''}</td>
      <td
        data-label={byParty ? t('web.voucher.tag.party') : undefined}
        data-wrong={wrong && byParty && !row.party}
      >
        {byParty ? (
          <ReferencePicker
            label={`${label} ${t('web.voucher.tag.party')}`}
            path="parties"
            value={row.party?.id}
            title={row.party?.title}
            disabled={!may}
            onChange={(chosen) => act({ at: row.key, row: { party: chosen ?? null } })}
          />
        ) : null}
        {row.currency === null ? null : (
          <Foreign
            label={`${label} ${row.currency}`}
            row={row}
            wrong={wrong && parseDecimal(row.foreign) === null}
            may={may}
            act={act}
          />
        )}
      </td>
      {(['debit', 'credit'] as const).map((side) => (
        <td key={side} data-label={t(side === 'debit' ? 'web.debit' : 'web.credit')}>
          <Amount
            label={`${label} ${t(side === 'debit' ? 'web.debit' : 'web.credit')}`}
            side={side}
            value={row[side]}
            disabled={!may}
            onChange={(text) => act({ at: row.key, row: { [side]: text } })}
          />
        </td>
      ))}
      <td className={styles.tools}>
        {byParty && may ? (
          <>
            <Button
              type="text"
              size="small"
              tabIndex={-1}
              icon={<PlusOutlined />}
              aria-label={t('web.opening_balances.add', { account: label })}
              title={t('web.opening_balances.add', { account: label })}
              onClick={() => act({ addTo: account.code })}
            />
            {first ? null : (
              <Button
                type="text"
                size="small"
                tabIndex={-1}
                icon={<CloseOutlined />}
                aria-label={`${t('web.grid.remove')} ${label}`}
                title={t('web.grid.remove')}
                onClick={() => act({ remove: row.key })}
              />
            )}
          </>
        ) : null}
      </td>
    </tr>
  );
}

interface ForeignProps {
  label: string;
  row: OpeningRow;
  wrong: boolean;
  may: boolean;
  act: (action: OpeningAction) => void;
}

/** What an account held in the currency it keeps. */
function Foreign({ label, row, wrong, may, act }: ForeignProps) {
  return (
    <label className={styles.foreign}>
      <span className="soft">{row.currency}</span>
      <input
        className={`${styles.input} number`}
        data-side="foreign"
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={wrong || undefined}
        disabled={!may}
        value={row.foreign}
        onFocus={(event) => event.target.select()}
        onChange={(event) => act({ at: row.key, row: { foreign: event.target.value.trim() } })}
      />
    </label>
  );
}

interface AmountProps {
  label: string;
  side: 'debit' | 'credit';
  value: string;
  disabled: boolean;
  onChange: (text: string) => void;
}

function Amount({ label, side, value, disabled, onChange }: AmountProps) {
  const exact = parseDecimal(value);
  return (
    <input
      className={`${styles.input} number`}
      data-side={side}
      inputMode="decimal"
      autoComplete="off"
      aria-label={label}
      aria-invalid={(value.trim() !== '' && exact === null) || undefined}
      disabled={disabled}
      value={value}
      title={exact === null ? undefined : formatMoney(exact)}
      onFocus={(event) => event.target.select()}
      onChange={(event) => onChange(event.target.value.trim())}
    />
  );
}

/** Enter and the arrows go down and up the column. */
function moveOn(event: KeyboardEvent<HTMLTableElement>): void {
  const input = event.target as HTMLElement;
  const side = input.dataset.side;
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : 0;
  if (!side || step === 0 || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-side="${side}"]`)];
  all[all.indexOf(input) + step]?.focus();
}
