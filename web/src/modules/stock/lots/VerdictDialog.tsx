import { Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { compare, isPositive, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t, tx } from '../../../kit/i18n';
import { sayDone } from '../../../kit/toast';
import { usePostVerdict, type VerdictDraft } from './lots';
import styles from './Lots.module.css';

/** Goods of one lot, in one place and quality, on which a verdict is to be given. */
export interface Judged {
  product_id: string;
  product: string;
  number: string;
  warehouse_id: string;
  warehouse: string;
  quality: string;
  quantity: Decimal;
}

type Verdict = VerdictDraft['verdict'];
const VERDICTS: { verdict: Verdict; becomes: string }[] = [
  { verdict: 'release', becomes: 'free' },
  { verdict: 'block', becomes: 'blocked' },
  { verdict: 'quarantine', becomes: 'quarantine' },
];

interface VerdictDialogProps {
  judged: Judged;
  onClose: () => void;
}

/** Says how good goods are from now on, and why. */
export function VerdictDialog({ judged, onClose }: VerdictDialogProps) {
  const post = usePostVerdict();
  const offered = VERDICTS.filter((one) => one.becomes !== judged.quality);
  const [verdict, setVerdict] = useState<Verdict>(offered[0]?.verdict ?? 'release');
  const [quantity, setQuantity] = useState<Decimal | null>(judged.quantity);
  const [reason, setReason] = useState('');
  const good =
    quantity !== null &&
    isPositive(quantity) &&
    compare(quantity, judged.quantity) <= 0 &&
    reason.trim() !== '';
  const save = (): void => {
    if (!good || post.isPending) return;
    post.mutate(
      {
        verdict,
        warehouse_id: judged.warehouse_id,
        reason: reason.trim(),
        lines: [
          {
            product_id: judged.product_id,
            lot: judged.number || null,
            before: judged.quality as VerdictDraft['lines'][number]['before'],
            quantity,
          },
        ],
      },
      {
        onSuccess: (made) => {
          sayDone(t('web.lots.judged', { number: made.number }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      title={`${t('web.lots.judge')} ${judged.product} ${judged.number}`}
      okText={tx(`choice.stock_verdict.verdict.${verdict}`)}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !good, loading: post.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      {post.error ? <ErrorPanel error={post.error} /> : null}
      <p className="soft">
        {judged.warehouse} · {tx(`web.lots.quality.${judged.quality}`)}
      </p>
      <Segmented
        aria-label={t('web.lots.verdict')}
        value={verdict}
        options={offered.map((one) => ({
          value: one.verdict,
          label: tx(`choice.stock_verdict.verdict.${one.verdict}`),
        }))}
        onChange={setVerdict}
      />
      <div className={styles.fields}>
        <label>
          {t('web.quantity')}
          <DecimalInput label={t('web.quantity')} value={quantity} onChange={setQuantity} />
        </label>
        <label>
          {t('web.reason')}
          <Input
            value={reason}
            maxLength={200}
            onChange={(event) => setReason(event.target.value)}
            onPressEnter={save}
          />
        </label>
      </div>
    </Modal>
  );
}
