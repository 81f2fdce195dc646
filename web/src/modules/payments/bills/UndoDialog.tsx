import { Form, Modal } from 'antd';
import { useState } from 'react';
import { today } from '../../../kit/dates';
import { DayPicker } from '../../../kit/DayPicker';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { t } from '../../../kit/i18n';
import { sayDone } from '../../../kit/toast';
import { useUndoUse, type BillUsed } from './api';

interface UndoDialogProps {
  bill: string;
  use: BillUsed;
  onClose: () => void;
}

/** On which day a use of a bill is taken back: not before it was. */
export function UndoDialog({ bill, use, onClose }: UndoDialogProps) {
  const undo = useUndoUse(bill);
  // What is to come is not taken back before it comes.
  const [day, setDay] = useState(() => (use.occurred_on > today() ? use.occurred_on : today()));
  return (
    <Modal
      open
      title={t('web.bill.undo.question')}
      okText={t('web.bill.undo')}
      okButtonProps={{ danger: true, loading: undo.isPending }}
      cancelText={t('web.cancel')}
      onCancel={onClose}
      onOk={() =>
        undo.mutate(
          { use: use.id, day },
          {
            onSuccess: () => {
              sayDone(t('web.bill.undo.done'));
              onClose();
            },
          },
        )
      }
    >
      <p>{t('web.bill.undo.explain')}</p>
      {undo.error ? <ErrorPanel error={undo.error} /> : null}
      <Form layout="vertical">
        <Form.Item label={t('web.bill.undo.day')} htmlFor="undone_on">
          <DayPicker id="undone_on" value={day} onChange={setDay} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
