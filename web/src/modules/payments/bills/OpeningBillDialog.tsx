import { Form, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Reference } from '../../../api/types';
import { isPositive, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t, tx } from '../../../kit/i18n';
import { ReferencePicker } from '../../../kit/ReferencePicker';
import { sayDone } from '../../../kit/toast';
import { useEnterOpeningBill } from './api';
import styles from './Bills.module.css';
import { usePaper } from './paper';
import { PaperFields } from './PaperFields';

/** A bill that was held or owed when the books began. */
export function OpeningBillDialog({ onClose }: { onClose: () => void }) {
  const enter = useEnterOpeningBill();
  const paper = usePaper();
  const [side, setSide] = useState<'received' | 'issued'>('received');
  const [party, setParty] = useState<Reference>();
  const [amount, setAmount] = useState<Decimal | null>(null);
  const [tried, setTried] = useState(false);
  const save = (): void => {
    setTried(true);
    if (!party || !amount || !isPositive(amount) || !paper.body) return;
    enter.mutate(
      { side, party_id: party.id, amount, paper: paper.body },
      {
        onSuccess: (made) => {
          sayDone(t('web.bill.opening.done', { number: made.number }));
          onClose();
        },
      },
    );
  };
  return (
    <Modal
      open
      width={720}
      title={t('web.bill.opening')}
      okText={t('web.bill.opening.save')}
      cancelText={t('web.cancel')}
      okButtonProps={{ loading: enter.isPending }}
      onOk={save}
      onCancel={onClose}
    >
      <p className="soft">{t('web.bill.opening.why')}</p>
      {enter.isError ? <ErrorPanel error={enter.error} /> : null}
      <Form layout="vertical" className={styles.fields}>
        <Form.Item label={tx('field.bill.side')} required>
          <Select
            aria-label={tx('field.bill.side')}
            value={side}
            options={(['received', 'issued'] as const).map((value) => ({
              value,
              label: tx(`choice.bill.side.${value}`),
            }))}
            onChange={setSide}
          />
        </Form.Item>
        <Form.Item
          label={tx('field.bill.party_id')}
          required
          {...(tried && !party ? { validateStatus: 'error' as const, help: t('web.bill.party_needed') } : {})}
        >
          <ReferencePicker
            label={tx('field.bill.party_id')}
            required
            path="parties"
            value={party?.id}
            title={party?.title}
            onChange={setParty}
          />
        </Form.Item>
        <Form.Item
          label={tx('field.bill.amount')}
          required
          {...(tried && !(amount && isPositive(amount))
            ? { validateStatus: 'error' as const, help: t('web.receipt.amount_needed') }
            : {})}
        >
          <DecimalInput label={tx('field.bill.amount')} prefix="¥" value={amount} onChange={setAmount} />
        </Form.Item>
        <PaperFields paper={paper} tried={tried} own={side === 'issued'} />
      </Form>
    </Modal>
  );
}
