import { Input, Modal } from 'antd';
import { useState } from 'react';
import { t } from '../../../kit/i18n';
import { FilePick } from '../../../kit/import/FilePick';

interface PasteDialogProps {
  /** Which columns are understood, where it is not a table of balances. */
  how?: string;
  onCancel: () => void;
  onPaste: (text: string) => void;
  onFile: (file: File) => void;
}

/** A place to paste rows from a spreadsheet into, or to give the file itself. */
export function PasteDialog({ how, onCancel, onPaste, onFile }: PasteDialogProps) {
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
      <p>{how ?? t('web.opening_balances.paste.how')}</p>
      <FilePick file={null} busy={false} onPick={onFile} />
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
