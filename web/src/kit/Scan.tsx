import { ScanOutlined } from '@ant-design/icons';
import { Button, Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
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

interface Detector {
  detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'itf', 'code_128', 'data_matrix', 'qr_code'];
const EVERY_MS = 200;
/** The same code held before the camera is one scan. */
const AGAIN_MS = 1500;

const detectorClass = (): DetectorClass | undefined =>
  (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

function Camera({ onCode }: ScanProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState<string | null>(() =>
    detectorClass() ? null : t('web.scan.no_detector'),
  );
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => {
    const Detecting = detectorClass();
    if (!Detecting) return undefined;
    const seen = new Map<string, number>();
    let stream: MediaStream | undefined;
    let timer: number | undefined;
    let over = false;
    const look = async (detector: Detector): Promise<void> => {
      if (over || !video.current) return;
      for (const { rawValue } of await detector.detect(video.current).catch(() => [])) {
        const now = performance.now();
        if (now - (seen.get(rawValue) ?? -AGAIN_MS) >= AGAIN_MS) latest.current(rawValue);
        seen.set(rawValue, now);
      }
      timer = window.setTimeout(() => void look(detector), EVERY_MS);
    };
    const begin = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (over || !video.current) return;
      video.current.srcObject = stream;
      await video.current.play();
      await look(new Detecting({ formats: FORMATS }));
    };
    begin().catch(() => setRefused(t('web.scan.no_camera')));
    return () => {
      over = true;
      window.clearTimeout(timer);
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  if (refused) return <p className={styles.refused}>{refused}</p>;
  return <video ref={video} className={styles.video} muted playsInline aria-label={t('web.scan.camera')} />;
}
