import { Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { AllowedActions, type VerbLook } from '../../../kit/document/AllowedActions';
import { DocumentPage } from '../../../kit/document/DocumentPage';
import { foreignText } from '../../../kit/document/foreign';
import { useVerbs } from '../../../kit/document/useVerbs';
import { today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { formatMoney, isDecimal, isNegative, isZero, sum, type Decimal } from '../../../kit/decimal';
import { Go, recordUrl, useGo } from '../../../kit/Go';
import { language, t, tx } from '../../../kit/i18n';
import type { RecordScreenProps } from '../../../kit/module';
import { Money } from '../../../kit/Money';
import { History } from '../../../kit/record/History';
import { Status } from '../../../kit/Status';
import { useVoucher, type Voucher, type VoucherLine } from '../booksApi';
import { PrintVoucher } from '../paper/PrintVoucher';
import { SaveAsTemplate } from '../templates/SaveAsTemplate';
import { VoucherFiles } from './PaperFiles';
import styles from './Voucher.module.css';
import { TotalRow } from './VoucherGrid';
import { TAGS } from './voucherState';

const LOOKS: Record<string, VerbLook> = {
  post: { label: 'web.voucher.post' },
  review: { label: 'web.voucher.review' },
  update: { label: 'web.record.edit' },
  send_back: { label: 'web.voucher.send_back' },
  reverse: { label: 'web.voucher.reverse' },
  cancel: {
    label: 'web.voucher.cancel',
    ask: { question: 'web.voucher.cancel.question', explain: 'web.voucher.cancel.explain' },
  },
};

/** A voucher as the paper shows it, with what may be done with it. */
export default function VoucherPage({ path, id }: RecordScreenProps) {
  const go = useGo();
  const voucher = useVoucher(id);
  const [reversing, setReversing] = useState(false);
  const verbs = useVerbs(path, id, {
    post: 'web.voucher.posted',
    review: 'web.voucher.reviewed',
    'send-back': 'web.voucher.sent_back',
    cancel: 'web.voucher.cancelled',
    reverse: 'web.voucher.reversed',
  });
  const act = (verb: string): void => {
    if (verb === 'update') go(`${recordUrl(path, id)}/edit`);
    else if (verb === 'reverse') setReversing(true);
    // What is reviewed is what was read.
    else if (verb === 'review')
      verbs.act(verb, voucher.data ? { version: voucher.data.value.version } : undefined);
    else verbs.act(verb === 'send_back' ? 'send-back' : verb);
  };
  return (
    <>
      <DocumentPage
        path={path}
        document={voucher}
        kind={() => t('web.voucher')}
        title={(value) => value.number ?? value.summary}
        facts={(value) => (
          <>
            <Status state={value.state} kind="voucher" />
            <span className="figure">{value.occurred_on}</span>
            <b>
              ¥ <Money value={value.total} />
            </b>
            {value.kind === 'manual' ? null : <span>{tx(`choice.voucher.kind.${value.kind}`)}</span>}
            {value.entry_id ? (
              <Go to={recordUrl('journal-entries', value.entry_id)}>{t('web.voucher.entry')}</Go>
            ) : null}
            {value.red_entry_id ? (
              <Go to={recordUrl('journal-entries', value.red_entry_id)}>
                {t('web.voucher.red', { number: value.red_number ?? '' })}
              </Go>
            ) : null}
          </>
        )}
        actions={(value) => (
          <>
            {value.entry_id ? <PrintVoucher entry={value.entry_id} /> : null}
            <SaveAsTemplate voucher={value} />
            <AllowedActions
              allowed={value.allowed_actions}
              looks={LOOKS}
              pending={verbs.pending === 'send-back' ? 'send_back' : verbs.pending}
              onAct={act}
            />
          </>
        )}
        refusal={verbs.refusal}
        side={<History record="voucher" id={id} />}
      >
        {(value) => (
          <>
            {value.waits_for === null ? null : (
              <Waits people={value.waits_for} draft={value.state === 'draft'} />
            )}
            <Paper voucher={value} />
            <VoucherFiles voucher={value} etag={voucher.data?.etag ?? ''} />
          </>
        )}
      </DocumentPage>
      {reversing ? (
        <ReverseDialog
          own={voucher.data?.value.kind === 'variances' ? voucher.data.value.occurred_on : null}
          onCancel={() => setReversing(false)}
          onReverse={(day) => {
            setReversing(false);
            verbs.act('reverse', { occurred_on: day });
          }}
        />
      ) : null}
    </>
  );
}

/** What waits for another pair of eyes where vouchers are reviewed: who may do it, or what to do where nobody may. */
function Waits({ people, draft }: { people: string[]; draft: boolean }) {
  return (
    <p role="status" className={styles.waits}>
      {people.length > 0
        ? t(draft ? 'web.voucher.waits_for' : 'web.voucher.reversed_by', {
            names: people.join(t('web.list.comma')),
          })
        : t('web.voucher.waits_for.nobody')}
    </p>
  );
}

function Paper({ voucher }: { voucher: Voucher }) {
  return (
    <article className={styles.paper}>
      <header className={styles.paperHead}>
        <span>
          {voucher.number ? (
            `${voucher.period} ${voucher.number}`
          ) : (
            <span className="soft">{t('web.voucher.number.later')}</span>
          )}
          {voucher.reverses_on ? (
            <small className={styles.named}>
              {t('web.voucher.reverses_on')} {voucher.reverses_on}
            </small>
          ) : null}
        </span>
        <h2>{t('web.voucher.paper')}</h2>
        <span>
          <span className="figure">{voucher.occurred_on}</span>{' '}
          {t('web.voucher.attached', { count: voucher.attachments })}
        </span>
      </header>
      <table className={styles.grid} aria-label={t('web.voucher')}>
        <thead>
          <tr>
            <th className={styles.no}>#</th>
            <th scope="col" className={styles.summary}>
              {t('web.entry.summary')}
            </th>
            <th scope="col">{t('web.voucher.account')}</th>
            <th scope="col" className={`number ${styles.side}`}>
              {t('web.debit')}
            </th>
            <th scope="col" className={`number ${styles.side}`}>
              {t('web.credit')}
            </th>
          </tr>
        </thead>
        <tbody>
          {voucher.lines.map((line) => (
            <PaperLine key={line.line_no} line={line} period={voucher.period} />
          ))}
        </tbody>
        {isDecimal(voucher.total) ? (
          <TotalRow
            debit={sum(voucher.lines.map((line) => line.debit))}
            credit={sum(voucher.lines.map((line) => line.credit))}
          />
        ) : null}
      </table>
      <footer className={styles.signs}>
        <Sign label={t('web.voucher.posted_by')} name={voucher.posted_by} />
        <Sign label={t('web.voucher.reviewed_by')} name={voucher.reviewed_by} />
        <Sign label={t('web.voucher.made_by')} name={voucher.made_by} />
      </footer>
    </article>
  );
}

function PaperLine({ line, period }: { line: VoucherLine; period: string }) {
  const named = TAGS.flatMap((tag) => {
    const one = line[tag];
    return one ? [`${t(`web.voucher.tag.${tag}`)} ${one.title}`] : [];
  });
  if (line.foreign_amount !== null)
    named.push(foreignText(line.currency ?? '', line.foreign_amount, line.rate));
  if (line.cash_flow !== null) named.push(`${t('web.voucher.cash_flow')} ${line.cash_flow}`);
  return (
    <tr>
      <td className={styles.no}>{line.line_no}</td>
      <td data-label={t('web.entry.summary')}>{line.summary}</td>
      <td data-label={t('web.voucher.account')}>
        <Go
          to={`/account-lines/${line.account_code}`}
          search={{ from: `${period}-01`, to: dayjs(`${period}-01`).endOf('month').format('YYYY-MM-DD') }}
        >
          {line.account_code} {language() === 'en' ? line.account_name_en : line.account_name}
        </Go>
        {named.length > 0 ? <small className={styles.named}>{named.join(' · ')}</small> : null}
      </td>
      <td data-side data-label={t('web.debit')} className="number">
        <Amount value={line.debit} />
      </td>
      <td data-side data-label={t('web.credit')} className="number">
        <Amount value={line.credit} />
      </td>
    </tr>
  );
}

function Amount({ value }: { value: Decimal }) {
  if (!isDecimal(value) || isZero(value)) return null;
  return <span className={isNegative(value) ? 'figure negative' : 'figure'}>{formatMoney(value)}</span>;
}

function Sign({ label, name }: { label: string; name: string | null }) {
  return (
    <span>
      <span className="soft">{label}</span> {name ?? t('web.voucher.nobody')}
    </span>
  );
}

interface ReverseDialogProps {
  own: string | null; // The only day on which it can be, where there is one.
  onCancel: () => void;
  onReverse: (day: string) => void;
}

function ReverseDialog({ own, onCancel, onReverse }: ReverseDialogProps) {
  const [day, setDay] = useState(own ?? today());
  return (
    <Modal
      open
      title={t('web.voucher.reverse')}
      okText={t('web.voucher.reverse')}
      okButtonProps={{ danger: true }}
      cancelText={t('web.cancel')}
      onCancel={onCancel}
      onOk={() => onReverse(day)}
    >
      <p>{t('web.voucher.reverse.explain')}</p>
      <p>
        <DayPicker
          autoFocus
          disabled={own !== null}
          aria-label={t('web.voucher.reverse.day')}
          value={day}
          onChange={setDay}
        />
      </p>
    </Modal>
  );
}
