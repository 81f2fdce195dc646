import { Button, Checkbox, Input, Popconfirm } from 'antd';
import { useMemo, useRef, useState, type ClipboardEvent } from 'react';
import { useAccess } from '../../../kit/access';
import { firstOfMonth, today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { formatMoney, isZero } from '../../../kit/decimal';
import { ConfirmButton } from '../../../kit/ConfirmButton';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { useDraft } from '../../../kit/form/useDraft';
import { useLeaveGuard } from '../../../kit/form/useLeaveGuard';
import { useHotkey } from '../../../kit/hotkeys';
import { t } from '../../../kit/i18n';
import { Page } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { Status } from '../../../kit/Status';
import { sayDone, sayRefused } from '../../../kit/toast';
import {
  readSheet,
  useDetailAccounts,
  useEnterOpening,
  useOpening,
  useTakeBackOpening,
  type DetailAccount,
  type Opening,
} from '../booksApi';
import { nameOf } from '../vouchers/AccountCell';
import type { Tag } from '../vouchers/voucherState';
import { FlowsDialog } from './FlowsDialog';
import { KeptAccounts } from './KeptAccounts';
import styles from './Opening.module.css';
import { OpeningGrid } from './OpeningGrid';
import { PasteDialog } from './PasteDialog';
import {
  beginsWithProfit,
  isFilled,
  keptBy,
  missingTags,
  openingBody,
  openingState,
  refusedRows,
  stepOpening,
  tellsYear,
  totals,
  wrongRows,
  type OpeningAction,
  type OpeningState,
  type Wanted,
} from './openingState';
import { insideYear } from './yearSoFar';
import { findNamed } from './findNamed';
import { withNamed } from './namedThings';
import { readBalances, rowsOf, type Reading } from './readBalances';

const WRONG = '[data-wrong="true"], [aria-invalid="true"]';

/** What rows do not name, by what the page knows and what the server refused. */
function unnamedRows(state: OpeningState, wanted: Wanted, errors: { field: string }[]): Map<string, Tag[]> {
  const found = refusedRows(errors, state);
  for (const row of state.rows) {
    const missing = missingTags(row, tellsYear(state), wanted);
    if (missing.length > 0) found.set(row.key, missing);
  }
  return found;
}

/** 期初余额: what every account held on the day before Heyi began to keep the books. */
export default function OpeningPage() {
  const accounts = useDetailAccounts();
  const opening = useOpening();
  const failed = accounts.error ?? opening.error;
  if (failed) {
    return (
      <Page title={t('web.nav.opening_balances')}>
        <ErrorPanel error={failed} onRetry={() => void opening.refetch()} />
      </Page>
    );
  }
  if (!accounts.data || !opening.data) return <SkeletonPage />;
  return <Editor key={opening.data.voucher_id ?? 'first'} accounts={accounts.data} opening={opening.data} />;
}

interface EditorProps {
  accounts: DetailAccount[];
  opening: Opening;
}

function Editor({ accounts, opening }: EditorProps) {
  const may = useAccess().can('ledger.books.manage');
  const { state, act, dirty, restored, discard, done, passOn } = useDraft<OpeningState, OpeningAction>({
    name: 'opening-apart',
    version: opening.voucher_id ?? '',
    start: () => openingState(accounts, opening, firstOfMonth(today())),
    step: stepOpening,
    hasContent: (kept) => kept.rows.some(isFilled),
  });
  const enter = useEnterOpening(() => {
    done();
    sayDone(t('web.opening_balances.saved'));
  });
  const { question } = useLeaveGuard(dirty && !enter.isSuccess, done);
  const wanted = useMemo(
    () => new Map(accounts.map((account) => [account.code, keptBy(account, opening.by_documents)])),
    [accounts, opening.by_documents],
  );
  const box = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  const [words, setWords] = useState('');
  const [filledOnly, setFilledOnly] = useState(opening.voucher_id !== null);
  const [pasting, setPasting] = useState(false);
  const [reading, setReading] = useState<Taken>();
  const [nobody, setNobody] = useState<[Tag, string[]][]>([]);
  const [flowing, setFlowing] = useState(false);
  const takeBack = useTakeBackOpening(() => {
    passOn('');
    sayDone(t('web.opening_balances.taken_back'));
  });
  const sums = totals(state.rows);
  const withYear = tellsYear(state);
  const wrong = tried ? wrongRows(state, wanted) : new Set<string>();
  const unnamed = tried ? unnamedRows(state, wanted, enter.error?.errors ?? []) : new Map<string, Tag[]>();
  const first = state.rows.find((row) => wrong.has(row.key) || unnamed.has(row.key));
  const even = isZero(sums.difference) && (!withYear || isZero(sums.yearDifference));
  const early = withYear && tried ? state.rows.filter(beginsWithProfit) : [];

  const save = (): void => {
    setTried(true);
    const body = openingBody(state);
    if (!may || enter.isPending || !even || body.lines.length < 2 || wrongRows(state, wanted).size > 0)
      return;
    enter.mutate(body);
  };
  useHotkey('mod+s', save, may);
  const take = (rows: string[][]): void => {
    const read = readBalances(rows, accounts);
    setPasting(false);
    findNamed(read.entries).then((named) => {
      const told = withNamed(read.entries, named);
      if (told.entries.length > 0) act({ paste: told.entries });
      setReading({ ...read, count: told.entries.length });
      setNobody(told.missing);
      box.current?.scrollTo({ top: 0 });
    }, sayRefused);
  };
  const takeFile = (file: File): void => {
    readSheet(file).then(take, sayRefused);
  };
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!may || !text.includes('\t')) return;
    event.preventDefault();
    take(rowsOf(text));
  };
  const found = accounts.filter(
    (account) =>
      (words === '' || account.code.startsWith(words) || nameOf(account).includes(words)) &&
      (!filledOnly || state.rows.some((row) => row.code === account.code && isFilled(row))),
  );

  return (
    <Page
      full
      title={t('web.nav.opening_balances')}
      facts={
        <>
          <Status state={even ? 'green' : 'red'} kind="balance" />
          {restored ? (
            <span>
              {t('web.draft.restored')}{' '}
              <Popconfirm
                title={t('web.opening_balances.discard.sure')}
                description={t('web.opening_balances.discard.lost')}
                okText={t('web.draft.discard')}
                okButtonProps={{ danger: true }}
                cancelText={t('web.cancel')}
                onConfirm={discard}
              >
                <Button type="link" size="small">
                  {t('web.draft.discard')}
                </Button>
              </Popconfirm>
            </span>
          ) : null}
        </>
      }
      actions={
        may ? (
          <>
            {opening.voucher_id ? (
              <ConfirmButton
                question={t('web.opening_balances.take_back.sure')}
                explain={t('web.opening_balances.take_back.lost')}
                confirm={t('web.opening_balances.take_back')}
                command={() => takeBack.mutateAsync(undefined)}
              >
                {t('web.opening_balances.take_back')}
              </ConfirmButton>
            ) : null}
            <Button onClick={() => setPasting(true)}>{t('web.opening_balances.paste')}</Button>
            <Button type="primary" loading={enter.isPending} onClick={save}>
              {t('web.save')}
            </Button>
          </>
        ) : null
      }
      bar={
        <div className={styles.bar}>
          <label className={styles.since}>
            {t('web.opening_balances.started_on')}
            <DayPicker
              size="small"
              disabled={!may}
              aria-label={t('web.opening_balances.started_on')}
              value={state.startedOn}
              onChange={(day) => act({ startedOn: day })}
            />
          </label>
          <Input.Search
            size="small"
            allowClear
            className={styles.search ?? ''}
            aria-label={t('web.opening_balances.find')}
            placeholder={t('web.opening_balances.find')}
            value={words}
            onChange={(event) => setWords(event.target.value.trim())}
          />
          <Checkbox checked={filledOnly} onChange={(event) => setFilledOnly(event.target.checked)}>
            {t('web.opening_balances.filled_only')}
          </Checkbox>
          {insideYear(state.startedOn) ? (
            <Checkbox
              disabled={!may}
              checked={state.withYear}
              onChange={(event) => {
                act({ withYear: event.target.checked });
                if (event.target.checked) setFilledOnly(false);
              }}
            >
              {t('web.opening_balances.with_year')}
            </Checkbox>
          ) : null}
          {withYear ? (
            <Button size="small" onClick={() => setFlowing(true)}>
              {t('web.opening_balances.flows')}
            </Button>
          ) : null}
        </div>
      }
    >
      {enter.error ? (
        <div className={styles.panel}>
          <ErrorPanel error={enter.error} />
        </div>
      ) : null}
      <div className={styles.scroll} ref={box} onPaste={onPaste}>
        {reading ? <WhatWasTaken taken={reading} /> : null}
        {nobody.map(([tag, names]) => (
          <p key={tag} className={styles.unread} role="alert">
            {t('web.opening_balances.nobody', {
              what: t(`web.voucher.tag.${tag}`),
              names: names.join(t('web.list.comma')),
            })}
          </p>
        ))}
        {early.length > 0 ? (
          <p className={styles.unread} role="alert">
            {t('web.opening_balances.begins_with_profit', {
              accounts: [...new Set(early.map((row) => row.code))].join(t('web.list.comma')),
            })}
          </p>
        ) : null}
        {opening.voucher_id ? (
          <p className={styles.note}>{t('web.opening_balances.again')}</p>
        ) : (
          <p className={styles.note}>{t('web.opening_balances.why')}</p>
        )}
        {withYear ? <p className={styles.note}>{t('web.opening_balances.with_year.why')}</p> : null}
        <KeptAccounts kept={opening.kept} accounts={accounts} />
        <OpeningGrid
          accounts={found}
          wanted={wanted}
          rows={state.rows}
          wrong={wrong}
          unnamed={unnamed}
          may={may}
          withYear={withYear}
          act={act}
        />
      </div>
      <div className={styles.foot}>
        {first ? (
          <Button
            danger
            size="small"
            onClick={() => {
              setWords('');
              setTimeout(() => box.current?.querySelector(WRONG)?.scrollIntoView({ block: 'center' }));
            }}
          >
            {unnamed.has(first.key)
              ? t('web.opening_balances.needs', {
                  account: first.code,
                  what: (unnamed.get(first.key) ?? [])
                    .map((tag) => t(`web.voucher.tag.${tag}`))
                    .join(t('web.list.comma')),
                })
              : t('web.opening_balances.check', { account: first.code })}
          </Button>
        ) : (
          <span className={styles.hint}>{t('web.opening_balances.hint')}</span>
        )}
        {withYear ? (
          <>
            <Sum label={t('web.opening_balances.year_debit')} value={sums.yearDebit} />
            <Sum label={t('web.opening_balances.year_credit')} value={sums.yearCredit} />
            {isZero(sums.yearDifference) ? null : (
              <b className="negative" role={tried ? 'alert' : undefined}>
                {t('web.opening_balances.year_difference', { amount: formatMoney(sums.yearDifference) })}
              </b>
            )}
          </>
        ) : null}
        <Sum label={t(withYear ? 'web.opening_balances.debit' : 'web.debit')} value={sums.debit} />
        <Sum label={t(withYear ? 'web.opening_balances.credit' : 'web.credit')} value={sums.credit} />
        {isZero(sums.difference) ? null : (
          <b className="negative" role={tried ? 'alert' : undefined}>
            {t('web.voucher.difference', { amount: formatMoney(sums.difference) })}
          </b>
        )}
      </div>
      {pasting ? (
        <PasteDialog
          onCancel={() => setPasting(false)}
          onPaste={(text) => take(rowsOf(text))}
          onFile={takeFile}
        />
      ) : null}
      {flowing ? (
        <FlowsDialog
          month={state.startedOn.slice(0, 7)}
          flows={state.flows}
          cash={sums.cash}
          may={may}
          onChange={(flow, amount) => act({ flow, amount })}
          onClose={() => setFlowing(false)}
        />
      ) : null}
      {question}
    </Page>
  );
}

interface Taken extends Pick<Reading, 'unread' | 'left'> {
  count: number;
}

/** How many lines a table filled in, and which it did not, each with its reason. */
function WhatWasTaken({ taken: { count, unread, left } }: { taken: Taken }) {
  const whys = (['sums', 'parents', 'doubled'] as const)
    .filter((name) => left[name] > 0)
    .map((name) => t(`web.opening_balances.left.${name}`, { count: left[name] }));
  return (
    <>
      <p className={styles.note} role="status">
        {[t('web.opening_balances.taken', { count }), ...whys].join(t('web.list.comma'))}
      </p>
      {unread.length > 0 ? (
        <p className={styles.unread} role="alert">
          {t('web.opening_balances.unread', { count: unread.length, lines: unread.slice(0, 5).join('; ') })}
        </p>
      ) : null}
    </>
  );
}

function Sum({ label, value }: { label: string; value: string }) {
  return (
    <span>
      <span className="soft">{label}</span> <b className="figure">{formatMoney(value)}</b>
    </span>
  );
}
