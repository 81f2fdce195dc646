import { Form, Modal } from 'antd';
import { useState } from 'react';
import { DayPicker } from '../../kit/DayPicker';
import type { Decimal } from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { t } from '../../kit/i18n';
import { sayDone } from '../../kit/toast';
import { useSetStart } from './api';

interface StartDialogProps {
  account: string;
  begins: string;
  opening: Decimal;
  onClose: () => void;
}

/** From which day on bank and books are compared, and what the bank said lay there before. */
export function StartDialog({ account, begins, opening, onClose }: StartDialogProps) {
  const save = useSetStart(account);
  const [day, setDay] = useState(begins);
  const [amount, setAmount] = useState<Decimal | null>(opening);
  return (
    <Modal
      open
      title={t('web.recon.start.set')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={save.isPending}
      onOk={() =>
        save.mutate(
          { begins_on: day, opening: amount },
          {
            onSuccess: () => {
              sayDone(t('web.recon.start.saved'));
              onClose();
            },
          },
        )
      }
      onCancel={onClose}
    >
      {save.isError ? <ErrorPanel error={save.error} /> : null}
      <Form layout="vertical">
        <Form.Item label={t('web.recon.start.day')}>
          <DayPicker aria-label={t('web.recon.start.day')} value={day} onChange={setDay} />
        </Form.Item>
        <Form.Item label={t('web.recon.start.opening')}>
          <DecimalInput label={t('web.recon.start.opening')} prefix="¥" value={amount} onChange={setAmount} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
