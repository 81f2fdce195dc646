import { useEffect, useRef, useState } from 'react';
import { openDetector, type Detector } from './detector';
import { t } from './i18n';
import styles from './Scan.module.css';

const EVERY_MS = 200;
/** The same code held before the camera is one scan. */
const AGAIN_MS = 1500;

interface CameraProps {
  onCode: (code: string) => void;
}

/** What the camera sees, and the codes that are in it. */
export function Camera({ onCode }: CameraProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });
  useEffect(() => {
    const seen = new Map<string, number>();
    let stream: MediaStream | undefined;
    let timer: number | undefined;
    let over = false;
    const look = async (detector: Detector): Promise<void> => {
      if (over || !video.current) return;
      for (const code of await detector.detect(video.current).catch((): string[] => [])) {
        const now = performance.now();
        if (!over && now - (seen.get(code) ?? -AGAIN_MS) >= AGAIN_MS) latest.current(code);
        seen.set(code, now);
      }
      timer = window.setTimeout(() => void look(detector), EVERY_MS);
    };
    const begin = async (): Promise<void> => {
      const detector = openDetector();
      // Whoever closes the dialog before the camera answers has no use for its answer.
      detector.catch(() => undefined);
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (over || !video.current) return stop();
      video.current.srcObject = stream;
      await video.current.play();
      const eye = await detector.catch(() => null);
      if (eye) await look(eye);
      else if (!over) setRefused(t('web.scan.no_detector'));
    };
    const stop = (): void => stream?.getTracks().forEach((track) => track.stop());
    begin().catch(() => {
      if (!over) setRefused(t('web.scan.no_camera'));
    });
    return () => {
      over = true;
      window.clearTimeout(timer);
      stop();
    };
  }, []);
  if (refused) return <p className={styles.refused}>{refused}</p>;
  return <video ref={video} className={styles.video} muted playsInline aria-label={t('web.scan.camera')} />;
}
