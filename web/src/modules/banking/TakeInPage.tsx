import { useSearch } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useRef, useState } from 'react';
import { isDecimal } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import pickStyles from '../../kit/import/FilePick.module.css';
import { Money } from '../../kit/Money';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { sayDone } from '../../kit/toast';
import { MoneyAccountSelect } from '../payments/MoneyAccountSelect';
import { useMoneyAccounts } from '../payments/api';
import styles from './Banking.module.css';
import { ColumnMapping } from './ColumnMapping';
import { Register } from './Register';
import { Seen, toBeSeen } from './Seen';
import {
  otherSide,
  useCheckStatement,
  useTakeIn,
  type Mapping,
  type SeenLine,
  type StatementCheck,
} from './api';

const ACCEPTED = '.xlsx,.csv,.txt,.sta,.940,.mt940,.xml,.tsv';

/** Takes a statement of the bank in: the file, what is in it, and only then what counts. */
export default function TakeInPage() {
  const search = useSearch({ strict: false }) as { account?: string };
  const go = useGo();
  const accounts = useMoneyAccounts();
  const [chosen, setChosen] = useState(search.account);
  const account = chosen ?? accounts.data?.find((one) => one.kind !== 'cash')?.id ?? '';
  const accountName = accounts.data?.find((one) => one.id === account)?.name ?? '';
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const [skipBad, setSkipBad] = useState(false);
  const [seen, setSeen] = useState(false);
  const checked = useCheckStatement(file && account ? { account, file, mapping } : null);
  const takeIn = useTakeIn();
  const check = file ? checked.data : undefined;
  const warnings = check?.layout ? toBeSeen(check, accountName) : [];
  const ready =
    check?.layout &&
    check.new > 0 &&
    (check.faults.length === 0 || skipBad) &&
    (warnings.length === 0 || seen);
  const save = (): void => {
    if (!file || !ready) return;
    takeIn.mutate(
      { account, file, mapping, skipBad },
      {
        onSuccess: (made) => {
          sayDone(t('web.bank.taken_in', { count: made.lines }));
          go(recordUrl('bank-statements', made.id), { replace: true });
        },
      },
    );
  };
  return (
    <Page
      title={t('web.bank.import')}
      actions={
        <>
          <Button onClick={() => go('/bank-statements')}>{t('web.cancel')}</Button>
          <Button type="primary" disabled={!ready} loading={takeIn.isPending} onClick={save}>
            {t('web.bank.take_in', { count: check?.new ?? 0 })}
          </Button>
        </>
      }
    >
      <Section
        title={t('web.bank.file')}
        extra={
          <MoneyAccountSelect
            value={account}
            onChange={(next) => {
              setChosen(next);
              setSeen(false);
            }}
          />
        }
      >
        <StatementPick
          file={file}
          busy={checked.isFetching}
          onPick={(next) => {
            setFile(next);
            setMapping(null);
            setSkipBad(false);
            setSeen(false);
            takeIn.reset();
          }}
        />
        {takeIn.isError ? (
          <div className={styles.told}>
            <ErrorPanel error={takeIn.error} />
          </div>
        ) : null}
        {file && checked.isError ? (
          <div className={styles.told}>
            <ErrorPanel error={checked.error} />
          </div>
        ) : null}
      </Section>
      {check && check.layout === null ? (
        <ColumnMapping headings={check.headings} sample={check.sample} onApply={setMapping} />
      ) : null}
      {check?.layout ? <Seen told={check.new > 0 ? warnings : []} seen={seen} onSeen={setSeen} /> : null}
      {check?.layout ? (
        <Found account={account} check={check} skipBad={skipBad} onSkipBad={setSkipBad} />
      ) : null}
    </Page>
  );
}

interface StatementPickProps {
  file: File | null;
  busy: boolean;
  onPick: (file: File) => void;
}

function StatementPick({ file, busy, onPick }: StatementPickProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      className={pickStyles.place}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const dropped = event.dataTransfer.files[0];
        if (dropped) onPick(dropped);
      }}
    >
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        className="hidden-text"
        tabIndex={-1}
        aria-label={t('web.bank.file')}
        onChange={(event) => {
          const picked = event.target.files?.[0];
          if (picked) onPick(picked);
          event.target.value = '';
        }}
      />
      <button
        type="button"
        className={pickStyles.button}
        disabled={busy}
        onClick={() => input.current?.click()}
      >
        {busy ? t('web.bank.reading') : file ? file.name : t('web.bank.choose')}
      </button>
      <span className="soft">{t('web.bank.formats')}</span>
    </div>
  );
}

interface FoundProps {
  account: string;
  check: StatementCheck;
  skipBad: boolean;
  onSkipBad: (skip: boolean) => void;
}

/** What is in the file, and what of it is new. */
function Found({ account, check, skipBad, onSkipBad }: FoundProps) {
  const facts: (readonly [string, React.ReactNode])[] = [
    [t('web.bank.layout'), tx(`choice.bank_statement.layout.${check.layout ?? ''}`)],
    [t('web.bank.currency'), check.currency],
    [t('web.bank.span'), check.first_day ? `${check.first_day} – ${check.last_day ?? ''}` : ''],
    ...(check.account === null ? [] : [[t('web.bank.of_account'), check.account] as const]),
    [t('web.bank.new'), check.new],
    [t('web.bank.known'), check.known],
    [t('web.money.in'), <Money key="in" value={check.income} />],
    [t('web.money.out'), <Money key="out" value={check.expense} />],
    [
      t('web.bank.opening'),
      isDecimal(check.opening) ? <Money key="o" value={check.opening} /> : t('web.match.nobody'),
    ],
    [
      t('web.bank.closing'),
      isDecimal(check.closing) ? <Money key="c" value={check.closing} /> : t('web.match.nobody'),
    ],
  ];
  return (
    <>
      <Section title={t('web.bank.preview')}>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="figure">{value}</dd>
            </div>
          ))}
        </dl>
        {check.account !== null && !check.registered ? (
          <Register account={account} number={check.account} />
        ) : null}
      </Section>
      {check.faults.length > 0 ? (
        <Section
          flush
          title={t('web.bank.faults', { count: check.faults.length })}
          extra={
            <Checkbox checked={skipBad} onChange={(event) => onSkipBad(event.target.checked)}>
              {t('web.bank.skip_bad')}
            </Checkbox>
          }
        >
          <SimpleTable<StatementCheck['faults'][number]>
            label={t('web.bank.faults', { count: check.faults.length })}
            columns={[
              { key: 'row', title: t('web.bank.row'), numeric: true, width: 72, cell: (one) => one.row },
              {
                key: 'why',
                title: t('web.bank.reason'),
                width: 200,
                cell: (one) => tx(`web.bank.fault.${one.code}`),
              },
              { key: 'value', title: t('web.bank.value'), cell: (one) => one.value },
            ]}
            rows={check.faults}
            rowKey={(one) => `${one.row}`}
          />
        </Section>
      ) : null}
      <Section title={t('web.bank.lines')} flush>
        <div className={styles.long}>
          <SimpleTable<SeenLine>
            label={t('web.bank.lines')}
            columns={[
              {
                key: 'day',
                title: t('web.bank.date'),
                width: 104,
                cell: (line) => <span className="figure">{line.occurred_on}</span>,
              },
              { key: 'who', title: t('web.bank.counterparty'), cell: otherSide },
              { key: 'what', title: t('web.bank.summary'), cell: (line) => line.summary },
              { key: 'reference', title: t('web.bank.reference'), cell: (line) => line.reference },
              {
                key: 'amount',
                title: t('web.bank.amount'),
                numeric: true,
                width: 130,
                cell: (line) => <Money value={line.amount} />,
              },
              {
                key: 'balance',
                title: t('web.bank.balance'),
                numeric: true,
                width: 130,
                cell: (line) => (isDecimal(line.balance) ? <Money value={line.balance} /> : null),
              },
              {
                key: 'new',
                title: t('web.bank.state'),
                width: 72,
                cell: (line) => t(line.new ? 'web.bank.is_new' : 'web.bank.is_known'),
              },
            ]}
            rows={check.lines}
            rowKey={(line) => `${line.row} ${line.amount}`}
            rowClass={(line) => (line.new ? undefined : styles.known)}
          />
        </div>
        {check.new + check.known > check.lines.length ? (
          <p className={styles.panel}>{t('web.bank.preview.cut', { count: check.lines.length })}</p>
        ) : null}
      </Section>
    </>
  );
}
