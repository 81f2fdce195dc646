import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../../kit/access';
import { lastOfMonth } from '../../../kit/dates';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { Go, type SearchParams } from '../../../kit/Go';
import { hasSentence, t, tx, type MessageKey } from '../../../kit/i18n';
import { Section } from '../../../kit/Page';
import { SkeletonRows } from '../../../kit/Skeleton';
import { Status } from '../../../kit/Status';
import { sayDone } from '../../../kit/toast';
import { usePeriod, usePeriodVerb, type PeriodChecks, type PeriodVerb } from '../booksApi';
import { PrintMonth } from '../paper/PrintMonth';
import styles from './Periods.module.css';

type Check = PeriodChecks['checks'][number];

const DONE: Record<PeriodVerb, MessageKey> = {
  'close-profit': 'web.periods.close_profit.done',
  'close-year': 'web.periods.close_year.done',
  'carry-vat': 'web.periods.carry_vat.done',
  close: 'web.periods.close.done',
  reopen: 'web.periods.reopen.done',
  lock: 'web.periods.lock.done',
};

/** What is asked about before it is done: reopening wants a reason, the others a yes. */
type Asked = 'carry-vat' | 'close-profit' | 'close-year' | 'close' | 'reopen' | 'lock';

const QUESTIONS: Record<
  Exclude<Asked, 'reopen'>,
  { question: MessageKey; explain: MessageKey; yes: MessageKey }
> = {
  'carry-vat': {
    question: 'web.periods.carry_vat.question',
    explain: 'web.periods.carry_vat.explain',
    yes: 'web.periods.carry_vat',
  },
  'close-year': {
    question: 'web.periods.close_year.question',
    explain: 'web.periods.close_year.explain',
    yes: 'web.periods.close_year',
  },
  'close-profit': {
    question: 'web.periods.close_profit.question',
    explain: 'web.periods.close_profit.explain',
    yes: 'web.periods.close_profit',
  },
  close: {
    question: 'web.periods.close.question',
    explain: 'web.periods.close.explain',
    yes: 'web.periods.close',
  },
  lock: {
    question: 'web.periods.lock.question',
    explain: 'web.periods.lock.explain',
    yes: 'web.periods.lock',
  },
};

/** One month: what is looked at before it is closed, and what may be done with it. */
export function PeriodSection({ code }: { code: string }) {
  const period = usePeriod(code);
  const verb = usePeriodVerb((done) => sayDone(t(DONE[done.verb], { period: done.period })));
  const [asking, setAsking] = useState<Asked | null>(null);
  const act = (name: PeriodVerb, reason?: string): void => {
    setAsking(null);
    verb.mutate({ period: code, verb: name, ...(reason === undefined ? {} : { reason }) });
  };
  return (
    <Section
      title={t('web.periods.of', { period: code })}
      extra={period.data ? <Status state={period.data.period.state} kind="period" /> : null}
    >
      {period.isPending ? <SkeletonRows rows={6} columns={2} /> : null}
      {period.isError ? <ErrorPanel error={period.error} onRetry={() => void period.refetch()} /> : null}
      {period.data ? (
        <>
          {verb.isError ? <ErrorPanel error={verb.error} /> : null}
          <ul className={styles.checks} aria-label={t('web.periods.checks')}>
            {period.data.checks.map((check) => (
              <CheckLine key={check.name} check={check} code={code} />
            ))}
          </ul>
          <Buttons checks={period.data} pending={verb.isPending} onAsk={setAsking} />
        </>
      ) : null}
      {asking === 'reopen' ? (
        <ReopenDialog
          period={code}
          onCancel={() => setAsking(null)}
          onReopen={(reason) => act('reopen', reason)}
        />
      ) : null}
      {asking !== null && asking !== 'reopen' ? (
        <Modal
          open
          title={t(QUESTIONS[asking].question, { period: code })}
          okText={t(QUESTIONS[asking].yes)}
          okButtonProps={{ danger: asking === 'lock', autoFocus: true }}
          cancelText={t('web.cancel')}
          onCancel={() => setAsking(null)}
          onOk={() => act(asking)}
        >
          <p>{t(QUESTIONS[asking].explain)}</p>
          {asking === 'close' || asking === 'lock' ? <Told checks={period.data?.checks ?? []} /> : null}
        </Modal>
      ) : null}
    </Section>
  );
}

/** What does not keep the month open, and should be known before it is closed. */
function Told({ checks }: { checks: Check[] }) {
  const told = checks.filter((check) => !check.passed && !check.blocks);
  if (told.length === 0) return null;
  return (
    <ul className={styles.told} role="alert">
      {told.map((check) => (
        <li key={check.name}>{tx(`check.${check.name}`, { count: check.count })}</li>
      ))}
    </ul>
  );
}

function CheckLine({ check, code }: { check: Check; code: string }) {
  const passed = `web.periods.passed.${check.name}`;
  const words = tx(`check.${check.name}`, { count: check.count });
  return (
    <li className={styles.check}>
      <Status state={check.passed ? 'green' : check.blocks ? 'red' : 'amber'} kind="check" />
      <span className={styles.words}>
        {check.passed && hasSentence(passed) ? tx(passed) : words}
        {check.named.length > 0 ? (
          <small className="soft">
            {' '}
            {check.named.join('；')}
            {check.count > check.named.length ? '…' : ''}
          </small>
        ) : null}
        {check.passed || check.blocks ? null : <small className="soft"> {t('web.periods.only_told')}</small>}
      </span>
      {check.passed || check.path === '/periods' ? null : (
        <Go to={check.path} search={placeOf(check.path, code)}>
          {t('web.periods.look')}
        </Go>
      )}
    </li>
  );
}

/** What was counted, on the page that shows it: the month's open vouchers, the month's balances. */
function placeOf(path: string, code: string): SearchParams {
  const span = { from: `${code}-01`, to: lastOfMonth(`${code}-01`) };
  if (path === '/stock') return { below: true };
  if (path !== '/vouchers') return span;
  const filter = {
    and: [
      { field: 'state', op: 'in', value: ['draft', 'reviewed'] },
      { field: 'occurred_on', op: 'gte', value: span.from },
      { field: 'occurred_on', op: 'lte', value: span.to },
    ],
  };
  return { filter };
}

interface ButtonsProps {
  checks: PeriodChecks;
  pending: boolean;
  onAsk: (verb: Asked) => void;
}

function Buttons({ checks, pending, onAsk }: ButtonsProps) {
  const posts = useAccess().can('ledger.voucher.post');
  const { allowed_actions, state, code } = checks.period;
  const failed = (name: string): boolean =>
    checks.checks.some((check) => check.name === name && !check.passed);
  const profit = failed('profit_not_closed');
  const blocked = checks.checks.some((check) => check.blocks && !check.passed);
  const open = state === 'open';
  return (
    <div className={styles.buttons}>
      {open && posts && failed('vat_not_carried') ? (
        <Button disabled={pending} onClick={() => onAsk('carry-vat')}>
          {t('web.periods.carry_vat')}
        </Button>
      ) : null}
      {open && posts ? (
        <Button disabled={pending || !profit} onClick={() => onAsk('close-profit')}>
          {t('web.periods.close_profit')}
        </Button>
      ) : null}
      {open && posts && code.endsWith('-12') ? (
        <Button
          disabled={pending || profit || !failed('year_not_closed')}
          onClick={() => onAsk('close-year')}
        >
          {t('web.periods.close_year')}
        </Button>
      ) : null}
      {allowed_actions.includes('close') ? (
        <Button type="primary" disabled={pending || blocked} onClick={() => onAsk('close')}>
          {t('web.periods.close')}
        </Button>
      ) : null}
      {allowed_actions.includes('reopen') ? (
        <Button disabled={pending} onClick={() => onAsk('reopen')}>
          {t('web.periods.reopen')}
        </Button>
      ) : null}
      {allowed_actions.includes('lock') ? (
        <Button danger disabled={pending} onClick={() => onAsk('lock')}>
          {t('web.periods.lock')}
        </Button>
      ) : null}
      <PrintMonth period={checks.period} />
      {allowed_actions.length === 0 ? <p className="soft">{t('web.periods.locked.why')}</p> : null}
    </div>
  );
}

interface ReopenDialogProps {
  period: string;
  onCancel: () => void;
  onReopen: (reason: string) => void;
}

function ReopenDialog({ period, onCancel, onReopen }: ReopenDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={t('web.periods.reopen.title', { period })}
      okText={t('web.periods.reopen')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      cancelText={t('web.cancel')}
      onCancel={onCancel}
      onOk={() => onReopen(reason.trim())}
    >
      <p>{t('web.periods.reopen.explain')}</p>
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={200}
        aria-label={t('web.reason')}
        placeholder={t('web.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}
