import { useSearch } from '@tanstack/react-router';
import { Button, DatePicker, InputNumber } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Problem } from '../../../api/problem';
import { useMe } from '../../../api/session';
import { useAccess } from '../../../kit/access';
import { today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { formatMoney, isZero, subtract } from '../../../kit/decimal';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { useDraft } from '../../../kit/form/useDraft';
import { useLeaveGuard } from '../../../kit/form/useLeaveGuard';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { HeadStrip, StripItem } from '../../../kit/HeadStrip';
import { modKey, useHotkey } from '../../../kit/hotkeys';
import { language, t } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Page } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { sayDone } from '../../../kit/toast';
import {
  useChangeVoucher,
  useDetailAccounts,
  usePeriods,
  useVoucher,
  useWriteVoucher,
  type Voucher,
  type VoucherBody,
} from '../booksApi';
import { useStandardVouchers } from '../templates/api';
import { StandardDialog } from '../templates/StandardDialog';
import styles from './Voucher.module.css';
import { VoucherGrid } from './VoucherGrid';
import {
  dimensionsOf,
  emptyVoucher,
  filledLines,
  findWrong,
  isEven,
  refusedLines,
  stepVoucher,
  totals,
  voucherBody,
  voucherState,
  withStandard,
  type VoucherAction,
  type VoucherState,
} from './voucherState';

/** Writes a voucher, or changes one that is still a draft. */
export default function VoucherEditorPage({ id = '' }: Partial<RecordScreenProps>) {
  const voucher = useVoucher(id);
  const accounts = useDetailAccounts();
  if (id === '') return <NewVoucher />;
  const failed = voucher.error ?? accounts.error;
  if (failed) {
    return (
      <Page title={t('web.voucher.edit')}>
        <ErrorPanel error={failed} onRetry={() => void voucher.refetch()} />
      </Page>
    );
  }
  if (!voucher.data || !accounts.data) return <SkeletonPage />;
  const value = voucher.data.value;
  if (!value.allowed_actions.includes('update')) {
    return (
      <Page title={t('web.voucher.edit')}>
        <EmptyState
          title={t('web.voucher.not_draft')}
          action={<Go to={recordUrl('vouchers', id)}>{t('web.voucher.open')}</Go>}
        />
      </Page>
    );
  }
  const dimensions = new Map(accounts.data.map((item) => [item.code, dimensionsOf(item.dimensions)]));
  return <ExistingVoucher voucher={value} etag={voucher.data.etag} dimensions={dimensions} />;
}

function NewVoucher() {
  const write = useWriteVoucher();
  const [round, setRound] = useState({ no: 0, day: today() });
  const { standard } = useSearch({ strict: false }) as { standard?: unknown };
  const wanted = typeof standard === 'string';
  const templates = useStandardVouchers(wanted);
  if (wanted && templates.isPending) return <SkeletonPage />;
  const template = templates.data?.find((one) => one.key === standard);
  return (
    <Editor
      key={`${template?.key ?? ''}.${round.no}`}
      title={t('web.create.voucher')}
      name={template ? `new.${template.key}` : 'new'}
      version=""
      start={() => {
        const empty = emptyVoucher(round.day);
        return template ? withStandard(empty, template, language() === 'en') : empty;
      }}
      back="/vouchers"
      saving={write.isPending}
      error={write.error}
      onSave={(said, saved) => write.mutate(said, { onSuccess: (made) => saved(made.id) })}
      onNext={(day) => setRound({ no: round.no + 1, day })}
    />
  );
}

interface ExistingVoucherProps {
  voucher: Voucher;
  etag: string;
  dimensions: Map<string, string[]>;
}

function ExistingVoucher({ voucher, etag, dimensions }: ExistingVoucherProps) {
  const [begun] = useState({ voucher, etag });
  const change = useChangeVoucher(voucher.id);
  return (
    <Editor
      title={t('web.voucher.edit')}
      name={voucher.id}
      version={begun.etag}
      start={() => voucherState(begun.voucher, dimensions)}
      back={recordUrl('vouchers', voucher.id)}
      saving={change.isPending}
      error={change.error}
      onSave={(said, saved) =>
        change.mutate({ said, etag: begun.etag }, { onSuccess: () => saved(voucher.id) })
      }
    />
  );
}

interface EditorProps {
  title: string;
  name: string;
  version: string;
  start: () => VoucherState;
  back: string;
  saving: boolean;
  error: Problem | null;
  onSave: (said: VoucherBody, saved: (id: string) => void) => void;
  /** After saving one, an empty form for the next. */
  onNext?: (day: string) => void;
}

function Editor(props: EditorProps) {
  const go = useGo();
  const { state, act, dirty, restored, discard, done } = useDraft<VoucherState, VoucherAction>({
    name: `voucher.${props.name}`,
    version: props.version,
    start: props.start,
    step: stepVoucher,
    hasContent: (kept) => filledLines(kept).length > 0,
  });
  const { question, release } = useLeaveGuard(dirty && filledLines(state).length > 0, done);
  const [tried, setTried] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const offers = useAccess().can('ledger.voucher.view');
  const box = useRef<HTMLDivElement>(null);
  const wrong = tried ? findWrong(state) : {};
  const count = filledLines(state).length;
  const marked = Object.keys(wrong).length;
  const why = tried ? whyNot(state, count, marked) : undefined;
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-cell="summary"]')?.focus(), []);

  const save = (next: boolean): void => {
    flushSync(() => setTried(true));
    if (props.saving) return;
    if (whyNot(state, count, Object.keys(findWrong(state)).length) !== undefined) {
      box.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    props.onSave(voucherBody(state), (id) => {
      release();
      done();
      sayDone(t('web.form.saved'), { to: recordUrl('vouchers', id), label: t('web.voucher.open') });
      if (next && props.onNext) props.onNext(state.day);
      else go(recordUrl('vouchers', id), { replace: true });
    });
  };
  useHotkey('mod+s', () => save(false));
  useHotkey('mod+enter', () => save(true), props.onNext !== undefined);

  return (
    <Page
      full
      title={props.title}
      facts={
        restored ? (
          <span>
            {t('web.draft.restored')}{' '}
            <Button type="link" size="small" onClick={discard}>
              {t('web.draft.discard')}
            </Button>
          </span>
        ) : null
      }
      actions={
        <>
          <Button onClick={() => go(props.back)}>{t('web.cancel')}</Button>
          {offers ? <Button onClick={() => setChoosing(true)}>{t('web.standard.title')}</Button> : null}
          {props.onNext ? (
            <Button disabled={props.saving} title={`${modKey()} Enter`} onClick={() => save(true)}>
              {t('web.voucher.save_next')}
            </Button>
          ) : null}
          <Button type="primary" loading={props.saving} title={`${modKey()} S`} onClick={() => save(false)}>
            {t('web.save')}
          </Button>
        </>
      }
      bar={<Head state={state} act={act} />}
    >
      <div className={styles.scroll} ref={box}>
        {props.error ? (
          <div className={styles.panel}>
            <ErrorPanel error={props.error} />
          </div>
        ) : null}
        {why ? (
          <p className={styles.refused} role="alert">
            {why}
          </p>
        ) : null}
        <ClosedMonth day={state.day} />
        <VoucherGrid
          state={state}
          act={act}
          wrong={wrong}
          refused={props.error ? refusedLines(props.error.errors, state) : {}}
        />
      </div>
      <Foot state={state} />
      {choosing ? (
        <StandardDialog
          own="/voucher-templates"
          onClose={() => setChoosing(false)}
          onChoose={(standard) => {
            act({ standard, english: language() === 'en' });
            setTried(false);
            setChoosing(false);
          }}
        />
      ) : null}
      {question}
    </Page>
  );
}

/** Why the voucher cannot be saved as it stands, the first thing to mend. */
function whyNot(state: VoucherState, count: number, marked: number): string | undefined {
  if (count < 2) return t('web.voucher.two_lines');
  if (marked > 0) return t('web.voucher.incomplete', { count: marked });
  if (isEven(state)) return undefined;
  const { debit, credit } = totals(state);
  return t('web.voucher.uneven', { amount: formatMoney(subtract(debit, credit)) });
}

/** A draft may be written for any day, but it will not get into a month that is closed. */
function ClosedMonth({ day }: { day: string }) {
  const periods = usePeriods();
  const month = day.slice(0, 7);
  const closed = periods.data?.some((one) => one.code === month && one.state !== 'open');
  return closed ? (
    <p className={styles.refused} role="status">
      {t('web.voucher.month_closed', { month })}
    </p>
  ) : null;
}

function Head({ state, act }: { state: VoucherState; act: (action: VoucherAction) => void }) {
  return (
    <HeadStrip>
      <StripItem label={t('web.voucher.number')}>
        <span className="soft">{t('web.voucher.number.later')}</span>
      </StripItem>
      <StripItem label={t('web.date')} required>
        <DayPicker aria-label={t('web.date')} value={state.day} onChange={(day) => act({ head: { day } })} />
      </StripItem>
      <StripItem label={t('web.voucher.attachments')}>
        <InputNumber
          aria-label={t('web.voucher.attachments')}
          min={0}
          max={9999}
          precision={0}
          value={state.attachments}
          onChange={(attachments) => act({ head: { attachments: attachments ?? 0 } })}
        />
      </StripItem>
      <StripItem label={t('web.voucher.reverses_on')}>
        <DatePicker
          aria-label={t('web.voucher.reverses_on')}
          placeholder={t('web.voucher.reverses_on.never')}
          value={state.reversesOn ? dayjs(state.reversesOn) : null}
          minDate={dayjs(state.day).endOf('month').add(1, 'day')}
          onChange={(day) => act({ head: { reversesOn: day ? day.format('YYYY-MM-DD') : null } })}
        />
      </StripItem>
    </HeadStrip>
  );
}

function Foot({ state }: { state: VoucherState }) {
  const me = useMe();
  const { debit, credit } = totals(state);
  const difference = subtract(debit, credit);
  const even = isZero(difference);
  return (
    <div className={styles.foot}>
      <span className={styles.hint}>{t('web.voucher.hint')}</span>
      {even ? null : (
        <b className="negative">{t('web.voucher.difference', { amount: formatMoney(difference) })}</b>
      )}
      <span>
        <span className="soft">{t('web.voucher.made_by')}</span> {me.name}
      </span>
    </div>
  );
}
