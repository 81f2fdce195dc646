import { useSearch } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useRecord } from '../../../api/records';
import type { Reference } from '../../../api/types';
import { today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { compare, isPositive, sum, type Decimal } from '../../../kit/decimal';
import { PreviewEntries } from '../../../kit/document/PreviewEntries';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { useLeaveGuard } from '../../../kit/form/useLeaveGuard';
import { recordUrl, useGo } from '../../../kit/Go';
import { t, tx } from '../../../kit/i18n';
import { Page, Section } from '../../../kit/Page';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { SkeletonPage } from '../../../kit/Skeleton';
import { sayDone } from '../../../kit/toast';
import { useSave } from '../../../kit/useSave';
import { asksFor } from '../allocate';
import { usePartyBalance } from '../api';
import styles from '../ReceiptFormPage.module.css';
import { REASONS, usePostWriteOff, type Reason } from './api';
import { GivenUp } from './GivenUp';

interface Search {
  party?: string;
  invoice?: string;
}

/** 坏账核销: what is given up of a customer's open invoices, and why. */
export default function WriteOffFormPage() {
  const { party, invoice } = useSearch({ strict: false }) as Search;
  const known = useRecord('parties', party ?? '');
  if (party && known.isPending) return <SkeletonPage />;
  const row = party ? known.data?.value : undefined;
  const start = row ? { id: row.id, title: String(row.name ?? '') } : null;
  return <WriteOffForm start={start} invoice={invoice} />;
}

interface WriteOffFormProps {
  start: Reference | null;
  invoice: string | undefined;
}

function WriteOffForm({ start, invoice }: WriteOffFormProps) {
  const go = useGo();
  const post = usePostWriteOff();
  const [party, setParty] = useState<Reference | null>(start);
  const [day, setDay] = useState(today());
  const [reason, setReason] = useState<Reason>();
  const [note, setNote] = useState('');
  const [own, setOwn] = useState<Record<string, Decimal | null>>();
  const [tried, setTried] = useState(false);
  const balance = usePartyBalance(party?.id);
  const open = (balance.data?.open_invoices ?? []).filter((item) => asksFor(item.kind) === 'invoice');
  const asked = open.filter((item) => item.id === invoice);
  const amounts = own ?? Object.fromEntries(asked.map((item) => [item.id, item.open]));
  const parts = open.flatMap((item) => {
    const amount = amounts[item.id];
    return amount && isPositive(amount) ? [{ invoice_id: item.id, amount, open: item.open }] : [];
  });
  const fits = parts.length > 0 && parts.every((part) => compare(part.amount, part.open) <= 0);
  const { question, release } = useLeaveGuard(own !== undefined || reason !== undefined || note !== '');

  const draft =
    party && reason && fits
      ? {
          party_id: party.id,
          reason,
          occurred_on: day,
          allocations: parts.map(({ invoice_id, amount }) => ({ invoice_id, amount })),
          ...(note.trim() ? { note: note.trim() } : {}),
        }
      : undefined;
  const save = (): void => {
    setTried(true);
    if (!draft || post.isPending) return;
    post.mutate(draft, {
      onSuccess: (made) => {
        release();
        sayDone(
          t(reason === 'rounding' ? 'web.write_off.rounding_saved' : 'web.write_off.saved', {
            number: made.number,
          }),
        );
        go(recordUrl('write-offs', made.id), { replace: true });
      },
    });
  };
  const saving = useSave(save, { pending: post.isPending });

  return (
    <Page
      title={t(reason === 'rounding' ? 'web.write_off.rounding' : 'web.create.write_off')}
      narrow
      actions={
        <>
          <Button onClick={() => go('/write-offs')}>{t('web.cancel')}</Button>
          <PreviewEntries path="write-offs" body={draft} />
          <Button type="primary" {...saving}>
            {t('web.write_off.save')}
          </Button>
        </>
      }
    >
      {post.isError ? (
        <div className={styles.panel}>
          <ErrorPanel error={post.error} />
        </div>
      ) : null}
      <Section title={t('web.write_off')}>
        <Form layout="vertical" className={styles.fields}>
          <Form.Item
            label={t('web.customer')}
            required
            {...(tried && !party
              ? { validateStatus: 'error' as const, help: t('web.order.party_needed') }
              : {})}
          >
            <ReferencePicker
              label={t('web.customer')}
              required
              path="parties"
              value={party?.id}
              title={party?.title}
              autoFocus={!start}
              onChange={(chosen) => {
                setParty(chosen ?? null);
                setOwn(undefined);
              }}
            />
          </Form.Item>
          <Form.Item label={t('web.write_off.date')} required>
            <DayPicker aria-label={t('web.write_off.date')} value={day} onChange={setDay} />
          </Form.Item>
          <Form.Item
            label={t('web.write_off.reason')}
            required
            className={styles.wide}
            {...(tried && !reason
              ? { validateStatus: 'error' as const, help: t('web.write_off.reason_needed') }
              : {})}
          >
            <Select
              aria-label={t('web.write_off.reason')}
              value={reason ?? null}
              options={REASONS.map((value) => ({ value, label: tx(`choice.write_off.reason.${value}`) }))}
              onChange={(chosen: Reason | null) => setReason(chosen ?? undefined)}
            />
          </Form.Item>
          <Form.Item label={t('web.note')} className={styles.wide}>
            <Input
              aria-label={t('web.note')}
              value={note}
              maxLength={2000}
              onChange={(event) => setNote(event.target.value)}
            />
          </Form.Item>
        </Form>
      </Section>
      <GivenUp
        balance={party ? balance : undefined}
        invoices={open}
        amounts={amounts}
        missing={tried && parts.length === 0}
        total={sum(parts.map((part) => part.amount))}
        onChange={setOwn}
      />
      {question}
    </Page>
  );
}
