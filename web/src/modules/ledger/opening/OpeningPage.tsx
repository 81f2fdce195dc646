import { Button, Checkbox, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState, type ClipboardEvent } from 'react';
import { useAccess } from '../../../kit/access';
import { firstOfMonth, today } from '../../../kit/dates';
import { formatMoney, isZero } from '../../../kit/decimal';
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
  partiesNamed,
  readSheet,
  useDetailAccounts,
  useEnterOpening,
  useOpening,
  type DetailAccount,
  type Opening,
} from '../booksApi';
import { nameOf } from '../vouchers/AccountCell';
import { KeptAccounts } from './KeptAccounts';
import styles from './Opening.module.css';
import { OpeningGrid } from './OpeningGrid';
import { PasteDialog } from './PasteDialog';
import {
  isFilled,
  openingBody,
  openingState,
  stepOpening,
  totals,
  wantsParty,
  wrongRows,
  type OpeningAction,
  type OpeningState,
} from './openingState';
import { namesIn, readBalances, rowsOf, withParties } from './readBalances';

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
  const { state, act, dirty, restored, discard, done } = useDraft<OpeningState, OpeningAction>({
    name: 'opening',
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
  const byParty = useMemo(
    () => new Set(accounts.filter(wantsParty).map((account) => account.code)),
    [accounts],
  );
  const [tried, setTried] = useState(false);
  const [words, setWords] = useState('');
  const [filledOnly, setFilledOnly] = useState(opening.voucher_id !== null);
  const [pasting, setPasting] = useState(false);
  const [unread, setUnread] = useState<string[]>([]);
  const [nobody, setNobody] = useState<string[]>([]);
  const sums = totals(state.rows);
  const wrong = tried ? wrongRows(state, byParty) : new Set<string>();
  const even = isZero(sums.difference);

  const save = (): void => {
    setTried(true);
    const body = openingBody(state);
    if (!may || enter.isPending || !even || body.lines.length < 2 || wrongRows(state, byParty).size > 0)
      return;
    enter.mutate(body);
  };
  useHotkey('mod+s', save, may);
  const take = (rows: string[][]): void => {
    const read = readBalances(rows, accounts);
    setPasting(false);
    partiesNamed(namesIn(read.entries)).then((parties) => {
      const told = withParties(read.entries, parties);
      if (told.entries.length > 0) act({ paste: told.entries });
      setUnread(read.unread);
      setNobody(told.missing);
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
              <Button type="link" size="small" onClick={discard}>
                {t('web.draft.discard')}
              </Button>
            </span>
          ) : null}
        </>
      }
      actions={
        may ? (
          <>
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
            <DatePicker
              size="small"
              allowClear={false}
              disabled={!may}
              aria-label={t('web.opening_balances.started_on')}
              value={dayjs(state.startedOn)}
              onChange={(day) => {
                if (day) act({ startedOn: day.format('YYYY-MM-DD') });
              }}
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
        </div>
      }
    >
      <div className={styles.scroll} onPaste={onPaste}>
        {enter.error ? (
          <div className={styles.panel}>
            <ErrorPanel error={enter.error} />
          </div>
        ) : null}
        {unread.length > 0 ? (
          <p className={styles.unread} role="alert">
            {t('web.opening_balances.unread', { count: unread.length, lines: unread.slice(0, 5).join('; ') })}
          </p>
        ) : null}
        {nobody.length > 0 ? (
          <p className={styles.unread} role="alert">
            {t('web.opening_balances.nobody', { names: nobody.join(t('web.list.comma')) })}
          </p>
        ) : null}
        {opening.voucher_id ? (
          <p className={styles.note}>{t('web.opening_balances.again')}</p>
        ) : (
          <p className={styles.note}>{t('web.opening_balances.why')}</p>
        )}
        <KeptAccounts kept={opening.kept} accounts={accounts} />
        <OpeningGrid accounts={found} byParty={byParty} rows={state.rows} wrong={wrong} may={may} act={act} />
      </div>
      <div className={styles.foot}>
        <span className={styles.hint}>{t('web.opening_balances.hint')}</span>
        <Sum label={t('web.debit')} value={sums.debit} />
        <Sum label={t('web.credit')} value={sums.credit} />
        {even ? null : (
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
      {question}
    </Page>
  );
}

function Sum({ label, value }: { label: string; value: string }) {
  return (
    <span>
      <span className="soft">{label}</span> <b className="figure">{formatMoney(value)}</b>
    </span>
  );
}
