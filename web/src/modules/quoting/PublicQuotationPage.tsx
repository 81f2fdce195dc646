import { useParams } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../api/problem';
import { formatInstant } from '../../kit/dates';
import { formatPercent, isDecimal, negate } from '../../kit/decimal';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { showLanguage, t, useLanguage, type MessageKey } from '../../kit/i18n';
import { Money, Price, Quantity } from '../../kit/Money';
import { FactList } from '../../kit/record/Facts';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { PublicFrame } from '../identity/PublicFrame';
import {
  useAcceptQuotation,
  useDeclineQuotation,
  usePublicQuotation,
  useSeeQuotation,
  type PublicQuotation,
} from './api';
import styles from './Quoting.module.css';

/** A quotation for whoever has its address: what is offered, and one answer to it. */
export default function PublicQuotationPage() {
  const { token = '' } = useParams({ strict: false }) as { token?: string };
  const quotation = usePublicQuotation(token);
  const [answered, setAnswered] = useState<PublicQuotation>();
  const shown = answered ?? quotation.data;
  useHisLanguage(quotation.data);
  useSeen(token, quotation.data);
  if (!shown) {
    return (
      <PublicFrame title={t('web.quotation.public')}>
        {quotation.isError ? <ErrorPanel error={quotation.error} /> : <SkeletonRows rows={4} columns={1} />}
      </PublicFrame>
    );
  }
  return (
    <PublicFrame title={`${t('web.quotation.public')} ${shown.number}`} intro={shown.company} broad>
      <div className={styles.paper}>
        <Standing quotation={shown} />
        {shown.gross === null ? null : <Paper token={token} quotation={shown} />}
        {shown.state === 'open' ? <Answer token={token} quotation={shown} onAnswered={setAnswered} /> : null}
      </div>
    </PublicFrame>
  );
}

/** The page speaks as the quotation does, until the reader chooses otherwise. */
function useHisLanguage(quotation: PublicQuotation | undefined): void {
  const spoken = useLanguage();
  const asked = useRef(false);
  const wanted = quotation?.language;
  useEffect(() => {
    if (!wanted || asked.current) return;
    asked.current = true;
    if (wanted !== spoken) void showLanguage(wanted);
  }, [wanted, spoken]);
}

/** A page that was drawn was seen; a messenger that looks for a preview draws none. */
function useSeen(token: string, quotation: PublicQuotation | undefined): void {
  const see = useSeeQuotation(token).mutate;
  const told = useRef(false);
  const shown = quotation !== undefined && quotation.gross !== null;
  useEffect(() => {
    if (!shown || told.current) return;
    told.current = true;
    see();
  }, [shown, see]);
}

const SAYS: Record<string, MessageKey> = {
  declined: 'web.quotation.public.declined',
  expired: 'web.quotation.public.expired',
  superseded: 'web.quotation.public.superseded',
  withdrawn: 'web.quotation.public.withdrawn',
};

function Standing({ quotation }: { quotation: PublicQuotation }) {
  if (quotation.state === 'accepted' && quotation.answer) {
    const { name, answered_at } = quotation.answer;
    return (
      <Alert
        type="success"
        showIcon
        role="status"
        title={t('web.quotation.public.accepted', { name, at: formatInstant(answered_at) })}
      />
    );
  }
  const says = SAYS[quotation.state];
  if (!says) return null;
  return (
    <Alert
      type="warning"
      showIcon
      role="status"
      title={t(says, { day: quotation.valid_until ?? '', company: quotation.company })}
    />
  );
}

function Paper({ token, quotation }: { token: string; quotation: PublicQuotation }) {
  const lower = quotation.lines.some((line) => line.discount !== null);
  return (
    <>
      <FactList
        facts={[
          { label: t('web.customer'), value: quotation.customer },
          { label: t('web.quotation.valid_until'), value: <b>{quotation.valid_until}</b> },
          { label: t('web.quotation.date'), value: quotation.quoted_on },
          { label: t('web.order.owner'), value: quotation.salesperson || undefined },
        ]}
      />
      <SimpleTable
        label={t('web.lines')}
        rows={quotation.lines}
        rowKey={(line) => String(line.line_no)}
        columns={[
          {
            key: 'product',
            title: t('web.product'),
            cell: (line) => (
              <>
                {line.product} <span className="soft">{line.specification}</span>
              </>
            ),
          },
          {
            key: 'quantity',
            title: t('web.quantity'),
            numeric: true,
            cell: (line) => <Quantity value={line.quantity} unit={line.unit} />,
          },
          ...(lower
            ? [
                {
                  key: 'discount',
                  title: t('web.discount'),
                  numeric: true,
                  cell: (line: PublicQuotation['lines'][number]) =>
                    line.discount ? t('web.discount.off', { percent: line.discount }) : null,
                },
              ]
            : []),
          {
            key: 'price',
            title: t(quotation.prices_include_tax ? 'web.price.with_tax' : 'web.price.without_tax'),
            numeric: true,
            cell: (line) => <Price value={line.unit_price} />,
          },
          {
            key: 'rate',
            title: t('web.tax_rate'),
            numeric: true,
            cell: (line) => formatPercent(line.tax_rate),
          },
          {
            key: 'gross',
            title: t('web.gross'),
            numeric: true,
            cell: (line) => <Money value={line.before} />,
          },
        ]}
      />
      <FactList
        facts={[
          ...(!isDecimal(quotation.off)
            ? []
            : [
                { label: t('web.whole_discount.before'), value: <Money value={quotation.before} /> },
                { label: t('web.whole_discount'), value: <Money value={negate(quotation.off)} /> },
              ]),
          { label: t('web.net'), value: <Money value={quotation.net} /> },
          { label: t('web.tax'), value: <Money value={quotation.tax} /> },
          {
            label: t('web.total'),
            value: (
              <b>
                {quotation.currency} <Money value={quotation.gross} />
              </b>
            ),
          },
          ...(
            [
              ['web.quotation.payment_terms', quotation.payment_terms],
              ['web.quotation.delivery_terms', quotation.delivery_terms],
              ['web.note', quotation.note],
            ] as const
          )
            .filter(([, text]) => text)
            .map(([label, text]) => ({
              label: t(label),
              value: <span className={styles.terms}>{text}</span>,
              wide: true,
            })),
        ]}
      />
      <Button href={`/api/public-quotations/${encodeURIComponent(token)}/paper`} download>
        {t('web.quotation.paper')}
      </Button>
    </>
  );
}

interface AnswerProps {
  token: string;
  quotation: PublicQuotation;
  onAnswered: (quotation: PublicQuotation) => void;
}

function Answer({ token, quotation, onAnswered }: AnswerProps) {
  const accept = useAcceptQuotation(token);
  const decline = useDeclineQuotation(token);
  const [declining, setDeclining] = useState(false);
  const [form] = Form.useForm<{ name: string; agreed?: boolean; reason?: string }>();
  const refused: Problem | null = accept.error ?? decline.error;
  const { sha256 } = quotation;
  const onSuccess = onAnswered;
  return (
    <section className={styles.answer} aria-label={t('web.quotation.public.answer')}>
      {refused ? <ErrorPanel error={refused} /> : null}
      <Form
        form={form}
        layout="vertical"
        onFinish={({ name, reason }) => {
          if (declining) decline.mutate({ name, reason: reason ?? '', sha256 }, { onSuccess });
          else accept.mutate({ name, agreed: true, sha256 }, { onSuccess });
        }}
      >
        <Form.Item
          name="name"
          label={t('web.quotation.public.name')}
          rules={[{ required: true, whitespace: true, message: t('web.quotation.by.needed') }]}
        >
          <Input autoComplete="name" maxLength={100} />
        </Form.Item>
        {declining ? (
          <Form.Item
            name="reason"
            label={t('web.quotation.reason')}
            rules={[{ required: true, whitespace: true, message: t('web.quotation.reason.needed') }]}
          >
            <Input.TextArea rows={3} maxLength={200} />
          </Form.Item>
        ) : (
          <Form.Item
            name="agreed"
            valuePropName="checked"
            rules={[
              {
                validator: (_, yes: boolean | undefined) =>
                  yes ? Promise.resolve() : Promise.reject(new Error(t('web.quotation.public.agree.needed'))),
              },
            ]}
          >
            <Checkbox>
              {t('web.quotation.public.agree', { number: quotation.number, company: quotation.company })}
            </Checkbox>
          </Form.Item>
        )}
        <div className={styles.actions}>
          <Button
            type="primary"
            danger={declining}
            htmlType="submit"
            size="large"
            loading={accept.isPending || decline.isPending}
          >
            {t(declining ? 'web.quotation.public.decline' : 'web.quotation.public.accept')}
          </Button>
          <Button type="text" size="large" onClick={() => setDeclining(!declining)}>
            {t(declining ? 'web.cancel' : 'web.quotation.public.decline')}
          </Button>
        </div>
      </Form>
      <p className={`soft ${styles.sealed}`}>
        {t('web.quotation.seal')} {sha256}
      </p>
    </section>
  );
}
