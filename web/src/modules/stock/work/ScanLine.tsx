import { BarcodeOutlined, CameraOutlined } from '@ant-design/icons';
import { Button, Input, Space, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Camera } from '../../../kit/Camera';
import { t } from '../../../kit/i18n';
import { useWedge } from '../../../kit/useWedge';
import { useInTurn } from './useInTurn';
import styles from './Work.module.css';

interface ScanLineProps {
  /** What was scanned or typed, once it is whole; the next one waits until this one is answered. */
  onCode: (code: string) => void | Promise<unknown>;
  /** False while what a code is compared with is still being read: codes wait until it is there. */
  ready?: boolean;
  /** The last answer, in one sentence, and whether it was a refusal. */
  said: { text: string; wrong: boolean } | null;
  busy?: boolean;
  /** What is to be scanned, where it is no goods. */
  label?: string;
}

/** The one field of a work screen: a scanner types into it wherever the hand was last, or the camera looks. */
export function ScanLine({ onCode, said, busy, label, ready = true }: ScanLineProps) {
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
  const take = useInTurn(onCode, ready);
  useWedge((scanned) => {
    setCode('');
    take(scanned);
  });
  const takeTyped = (): void => {
    const whole = code.trim();
    setCode('');
    if (whole) take(whole);
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
          onPressEnter={takeTyped}
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
      {looking ? <Camera onCode={take} /> : null}
      <div
        className={said?.wrong ? `${styles.said} ${styles.wrong}` : styles.said}
        role={said?.wrong ? 'alert' : 'status'}
      >
        {said?.text ?? t('web.work.ready')}
      </div>
    </div>
  );
}
