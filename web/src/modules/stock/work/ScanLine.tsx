import { BarcodeOutlined, CameraOutlined } from '@ant-design/icons';
import { Button, Input, Space, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Camera } from '../../../kit/Camera';
import { t } from '../../../kit/i18n';
import { useWedge } from '../../../kit/useWedge';
import styles from './Work.module.css';

interface ScanLineProps {
  /** What was scanned or typed, once it is whole. */
  onCode: (code: string) => void;
  /** The last answer, in one sentence, and whether it was a refusal. */
  said: { text: string; wrong: boolean } | null;
  busy?: boolean;
  /** What is to be scanned, where it is no goods. */
  label?: string;
}

/** The one field of a work screen: a scanner types into it wherever the hand was last, or the camera looks. */
export function ScanLine({ onCode, said, busy, label }: ScanLineProps) {
  const asked = label ?? t('web.work.scan');
  const [code, setCode] = useState('');
  const [looking, setLooking] = useState(false);
  const field = useRef<InputRef>(null);
  useEffect(() => {
    const back = (event: KeyboardEvent): void => {
      const inField = (event.target as HTMLElement | null)?.closest('input, textarea, [role="dialog"]');
      if (!inField && event.key.length === 1 && !event.ctrlKey && !event.metaKey) field.current?.focus();
    };
    window.addEventListener('keydown', back);
    return () => window.removeEventListener('keydown', back);
  }, []);
  useWedge((scanned) => {
    setCode('');
    onCode(scanned);
  });
  const take = (): void => {
    const whole = code.trim();
    setCode('');
    if (whole) onCode(whole);
  };
  return (
    <div className={styles.scan}>
      <Space.Compact block>
        <Input
          ref={field}
          autoFocus
          size="large"
          allowClear
          prefix={<BarcodeOutlined aria-hidden />}
          aria-label={asked}
          placeholder={asked}
          autoComplete="off"
          enterKeyHint="done"
          value={code}
          maxLength={200}
          aria-busy={busy}
          onChange={(event) => setCode(event.target.value)}
          onPressEnter={take}
        />
        <Button
          size="large"
          type={looking ? 'primary' : 'default'}
          icon={<CameraOutlined />}
          aria-label={t('web.scan.by_camera')}
          title={t('web.scan.by_camera')}
          aria-pressed={looking}
          onClick={() => setLooking((before) => !before)}
        />
      </Space.Compact>
      {looking ? <Camera onCode={onCode} /> : null}
      <div
        className={said?.wrong ? `${styles.said} ${styles.wrong}` : styles.said}
        role={said?.wrong ? 'alert' : 'status'}
      >
        {said?.text ?? t('web.work.ready')}
      </div>
    </div>
  );
}
