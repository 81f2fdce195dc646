import { Checkbox, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { DayPicker } from '../../kit/DayPicker';
import { isPositive } from '../../kit/decimal';
import { PreviewEntries } from '../../kit/document/PreviewEntries';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { oneOf, t, tx } from '../../kit/i18n';
import { recordUrl } from '../../kit/Go';
import { ReferencePicker } from '../../kit/ReferencePicker';
import { sayDone } from '../../kit/toast';
import { AccountPicker } from '../ledger/chart/AccountPicker';
import { usePostLine, type BankLine, type Making, type Proposal } from './api';
import { BankWords } from './Proposals';

const PATHS: Record<Making, string> = { receipt: 'receipts', payment: 'payments', voucher: 'vouchers' };

interface PostDialogProps {
  line: BankLine;
  proposal?: Proposal | undefined;
  makings: Making[];
  /** Of the money account: the amount of the line is in it. */
  currency: string;
  /** Before this day the books are closed. */
  openFrom: string | null;
  onClose: () => void;
}

/** Enters a line of the bank into the books: as a receipt, a payment or a voucher, on its day, with its amount. */
export function PostDialog({ line, proposal, makings, currency, openFrom, onClose }: PostDialogProps) {
  const post = usePostLine();
  const [making, setMaking] = useState<Making>(
    proposal?.making ??
      (line.counterparty && makings.includes('receipt')
        ? isPositive(line.amount)
          ? 'receipt'
          : 'payment'
        : 'voucher'),
  );
  const [party, setParty] = useState(
    proposal?.party_id ? { id: proposal.party_id, title: proposal.party ?? '' } : null,
  );
  const [account, setAccount] = useState(proposal?.account ?? '');
  const [summary, setSummary] = useState(proposal?.summary ?? line.summary.slice(0, 100));
  const isClosed = openFrom !== null && line.occurred_on < openFrom;
  const [day, setDay] = useState(isClosed ? openFrom : line.occurred_on);
  const [settle, setSettle] = useState(true);
  const [tried, setTried] = useState(false);
  const isVoucher = making === 'voucher';
  const valid = isVoucher ? account !== '' : party !== null;
  const target = isVoucher ? { account } : { party_id: party?.id ?? null };
  const said = {
    settle,
    making,
    ...target,
    summary: summary.trim() || null,
    occurred_on: day,
    bank_rule_id: proposal?.rule_id ?? null,
  };
  const save = (): void => {
    setTried(true);
    if (!valid || post.isPending) return;
    post.mutate(
      { id: line.id, said },
      {
        onSuccess: (made) => {
          const document = oneOf(made.document);
          sayDone(t('web.match.made', { document, number: made.number }), {
            to: recordUrl(PATHS[making], made.document_id),
            label: made.number,
          });
          onClose();
        },
      },
    );
  };
  const missing =
    tried && !valid ? { validateStatus: 'error' as const, help: t('web.match.make.needed') } : {};
  return (
    <Modal
      open
      title={t('web.match.make.title')}
      okText={t('web.match.make')}
      cancelText={t('web.cancel')}
      confirmLoading={post.isPending}
      onOk={save}
      onCancel={onClose}
    >
      <BankWords line={line} currency={currency} />
      {post.isError ? <ErrorPanel error={post.error} /> : null}
      <Form layout="vertical" style={{ marginTop: 12 }}>
        <Form.Item label={t('web.match.make.as')}>
          <Radio.Group
            value={making}
            options={makings.map((value) => ({ value, label: tx(`web.match.make.${value}`) }))}
            onChange={(event) => setMaking(event.target.value as Making)}
          />
        </Form.Item>
        {isVoucher ? (
          <Form.Item label={t('web.match.make.account')} required {...missing}>
            <AccountPicker label={t('web.match.make.account')} value={account} onChange={setAccount} />
          </Form.Item>
        ) : (
          <>
            <Form.Item label={t('web.match.make.party')} required {...missing}>
              <ReferencePicker
                label={t('web.match.make.party')}
                required
                path="parties"
                value={party?.id}
                title={party?.title}
                onChange={(chosen) => setParty(chosen ?? null)}
              />
            </Form.Item>
            <Form.Item>
              <Checkbox checked={settle} onChange={(event) => setSettle(event.target.checked)}>
                {t('web.match.make.settle')}
              </Checkbox>
            </Form.Item>
          </>
        )}
        <Form.Item
          label={t('web.date')}
          {...(isClosed ? { help: t('web.match.make.closed', { day: line.occurred_on }) } : {})}
        >
          <DayPicker aria-label={t('web.date')} value={day} onChange={setDay} />
        </Form.Item>
        <Form.Item label={t('web.match.make.summary')}>
          <Input
            aria-label={t('web.match.make.summary')}
            value={summary}
            maxLength={100}
            onChange={(event) => setSummary(event.target.value)}
          />
        </Form.Item>
        <PreviewEntries
          small
          path="bank-lines"
          of={{ id: line.id, verb: 'post' }}
          body={valid ? said : undefined}
        />
      </Form>
    </Modal>
  );
}
