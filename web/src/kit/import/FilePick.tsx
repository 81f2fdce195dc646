import { useRef, useState } from 'react';
import { t } from '../i18n';
import styles from './FilePick.module.css';

const ACCEPTED = '.xlsx,.xls,.csv,.txt';

/** A place to drop a file, or to choose one. */
export function FilePick({
  file,
  busy,
  onPick,
}: {
  file: File | null;
  busy: boolean;
  onPick: (file: File) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div
      className={styles.place}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const dropped = event.dataTransfer.files[0];
        if (dropped) onPick(dropped);
      }}
    >
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        className="hidden-text"
        tabIndex={-1}
        aria-label={t('web.import.choose')}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen) onPick(chosen);
          event.target.value = '';
        }}
      />
      <button type="button" className={styles.button} disabled={busy} onClick={() => input.current?.click()}>
        {busy ? t('web.import.checking') : file ? file.name : t('web.import.choose')}
      </button>
      <span className="soft">{t('web.import.formats')}</span>
    </div>
  );
}
