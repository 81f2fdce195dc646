import { Input, Modal } from 'antd';
import { useState } from 'react';
import { t } from '../../../kit/i18n';

interface PasteDialogProps {
  onCancel: () => void;
  onPaste: (text: string) => void;
}

/** A place to paste rows from a spreadsheet into. */
export function PasteDialog({ onCancel, onPaste }: PasteDialogProps) {
  const [text, setText] = useState('');
  return (
    <Modal
      open
      title={t('web.opening_balances.paste')}
      okText={t('web.opening_balances.paste.take')}
      okButtonProps={{ disabled: text.trim() === '' }}
      cancelText={t('web.cancel')}
      onCancel={onCancel}
      onOk={() => onPaste(text)}
    >
      <p>{t('web.opening_balances.paste.how')}</p>
      <Input.TextArea
        autoFocus
        rows={10}
        aria-label={t('web.opening_balances.paste')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Modal>
  );
}
