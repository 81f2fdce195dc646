import { Button } from 'antd';
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { asProblem } from '../../api/problem';
import { fileUrl, uploadDraft } from '../../api/files';
import { useMe } from '../../api/session';
import { t, tx } from '../i18n';
import { filesOf } from '../structures';
import { palettes } from '../theme';
import type { InputProps } from './FieldInput';
import styles from './Inputs.module.css';

const SIZE = { width: 480, height: 160 };
const LINE = 2.5;

interface SignatureProps extends InputProps {
  /** Told whether something is drawn that is not kept yet: a form saved now would lose it. */
  onUnkept?: (unkept: boolean) => void;
}

/** A name written with finger, pen or mouse, kept as a picture. */
export default function SignatureInput({ field, id, value, onChange, onUnkept }: SignatureProps) {
  const me = useMe().user_id;
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  const [touched, setTouched] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const [file] = filesOf(value);
  const mark = (drawn: boolean): void => {
    setTouched(drawn);
    onUnkept?.(drawn);
  };

  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    // A signature is ink on paper, also where the screen is dark.
    pen.strokeStyle = palettes.light.text;
    pen.lineWidth = LINE;
    pen.lineCap = 'round';
    pen.lineJoin = 'round';
  }, [file]);

  const at = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * SIZE.width,
      ((event.clientY - box.top) / box.height) * SIZE.height,
    ];
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>): void => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const pen = canvas.current?.getContext('2d');
    pen?.beginPath();
    pen?.moveTo(...at(event));
    drawing.current = true;
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (!drawing.current) return;
    const pen = canvas.current?.getContext('2d');
    pen?.lineTo(...at(event));
    pen?.stroke();
    if (!touched) mark(true);
  };
  const wipe = (): void => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, SIZE.width, SIZE.height);
    mark(false);
  };
  const keep = async (): Promise<void> => {
    setBusy(true);
    setRefused('');
    try {
      const blob = await new Promise<Blob | null>((resolve) => canvas.current?.toBlob(resolve, 'image/png'));
      if (!blob) return;
      onChange?.([await uploadDraft(me, new File([blob], 'signature.png', { type: 'image/png' }))]);
      mark(false);
    } catch (error) {
      const problem = asProblem(error);
      setRefused(problem.detail || problem.title);
    } finally {
      setBusy(false);
    }
  };
  if (file) {
    return (
      <div className={styles.signature}>
        <img src={fileUrl(file.id)} alt={t('web.signature.of', { field: tx(field.label) })} />
        <Button size="small" onClick={() => onChange?.(null)}>
          {t('web.signature.again')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.signature}>
      <canvas
        ref={canvas}
        id={id}
        {...SIZE}
        aria-label={t('web.signature.here')}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={() => {
          drawing.current = false;
        }}
      />
      <div className={styles.buttons}>
        <span className="soft">{t('web.signature.here')}</span>
        <Button size="small" disabled={!touched} onClick={wipe}>
          {t('web.signature.wipe')}
        </Button>
        <Button size="small" type="primary" disabled={!touched} loading={busy} onClick={() => void keep()}>
          {t('web.signature.keep')}
        </Button>
      </div>
      {refused ? <span className={styles.refused}>{refused}</span> : null}
    </div>
  );
}
