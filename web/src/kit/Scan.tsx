import { ScanOutlined } from '@ant-design/icons';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { Camera } from './Camera';
import { t } from './i18n';
import styles from './Scan.module.css';
import { useWedge } from './useWedge';

interface ScanProps {
  onCode: (code: string) => void;
}

/**
 * Takes codes from whatever reads them: a scanner that types like a keyboard, anywhere on the page, or, behind the button,
 * the camera and the hand.
 */
export function Scan({ onCode }: ScanProps) {
  const [open, setOpen] = useState(false);
  useWedge(onCode);
  return (
    <>
      <Button icon={<ScanOutlined />} onClick={() => setOpen(true)}>
        {t('web.scan')}
      </Button>
      {open ? <ScanDialog onCode={onCode} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ScanDialog({ onCode, onClose }: ScanProps & { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [last, setLast] = useState('');
  const take = (code: string): void => {
    setLast(code);
    onCode(code);
  };
  const takeTyped = (): void => {
    const code = typed.trim();
    if (code === '') return;
    setTyped('');
    take(code);
  };
  return (
    <Modal open title={t('web.scan.title')} footer={null} onCancel={onClose} width={420}>
      <div className={styles.dialog}>
        <Camera onCode={take} />
        <label className={styles.typed}>
          {t('web.scan.type')}
          <Input.Search
            autoFocus
            value={typed}
            maxLength={200}
            enterButton={t('web.scan.take')}
            onChange={(event) => setTyped(event.target.value)}
            onSearch={takeTyped}
          />
        </label>
        <p className="soft" aria-live="polite">
          {last ? t('web.scan.last', { code: last }) : t('web.scan.wedge')}
        </p>
      </div>
    </Modal>
  );
}
