import { Modal } from 'antd';
import { useState } from 'react';
import { today } from '../dates';
import { DayPicker } from '../DayPicker';
import { t } from '../i18n';

interface DayDialogProps {
  title: string;
  onConfirm: (day: string) => void;
  onCancel: () => void;
}

/** Asks on which day something is done, where it is not today. */
export function DayDialog({ title, onConfirm, onCancel }: DayDialogProps) {
  const [day, setDay] = useState(today());
  return (
    <Modal open width={360} title={title} okText={title} onOk={() => onConfirm(day)} onCancel={onCancel}>
      <DayPicker autoFocus aria-label={t('web.date')} value={day} onChange={setDay} />
    </Modal>
  );
}
