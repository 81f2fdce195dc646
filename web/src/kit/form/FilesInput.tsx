import { PaperClipOutlined, PlusOutlined } from '@ant-design/icons';
import { useRef, useState, type DragEvent } from 'react';
import { asProblem } from '../../api/problem';
import { fileUrl, uploadDraft } from '../../api/files';
import { useMe } from '../../api/session';
import type { FileRef } from '../../api/types';
import { t, tx } from '../i18n';
import { filesOf, formatSize } from '../structures';
import type { InputProps } from './FieldInput';
import styles from './Inputs.module.css';

const MOST = 20;
const LARGEST = 50 * 1024 * 1024;

/** Files and pictures: chosen, dropped or photographed; sent at once, and part of the record once it is saved. */
export default function FilesInput({ field, id, value, onChange }: InputProps) {
  const me = useMe().user_id;
  const picker = useRef<HTMLInputElement>(null);
  const [underWay, setUnderWay] = useState<string[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const files = filesOf(value);
  const pictures = field.kind === 'image';
  const add = t(pictures ? 'web.files.add_picture' : 'web.files.add');

  const take = async (list: FileList | null): Promise<void> => {
    const chosen = [...(list ?? [])].slice(0, MOST - files.length);
    const kept: FileRef[] = [];
    setRefused([]);
    for (const file of chosen) {
      setUnderWay((names) => [...names, file.name]);
      try {
        if (file.size > LARGEST) throw new Error(t('web.files.too_large', { name: file.name }));
        kept.push(await uploadDraft(me, file));
      } catch (error) {
        const problem = asProblem(error);
        const why = [problem.detail || problem.title, problem.remedy].filter(Boolean).join(' ');
        setRefused((lines) => [...lines, `${file.name}: ${why}`]);
      }
      setUnderWay((names) => names.filter((name) => name !== file.name));
    }
    if (kept.length > 0) onChange?.([...files, ...kept]);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    void take(event.dataTransfer.files);
  };
  const remove = (file: FileRef): void => onChange?.(files.filter((other) => other.id !== file.id));
  return (
    <div className={styles.files} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      {files.map((file) => (
        <span key={file.id} className={pictures ? styles.picture : styles.file}>
          {pictures ? <img src={fileUrl(file.id)} alt={file.name} /> : <PaperClipOutlined />}
          {pictures ? null : (
            <a href={fileUrl(file.id)} download className="ellipsis">
              {file.name}
            </a>
          )}
          {pictures ? null : <span className="soft">{formatSize(file.size)}</span>}
          <button
            type="button"
            aria-label={t('web.files.remove', { name: file.name })}
            title={t('web.files.remove', { name: file.name })}
            onClick={() => remove(file)}
          >
            ×
          </button>
        </span>
      ))}
      {underWay.map((name) => (
        <span key={name} className={styles.file}>
          {t('web.files.sending', { name })}
        </span>
      ))}
      {files.length < MOST ? (
        <button
          type="button"
          id={id}
          className={styles.add}
          aria-label={`${tx(field.label)}: ${add}`}
          onClick={() => picker.current?.click()}
        >
          <PlusOutlined /> {add}
        </button>
      ) : null}
      <input
        ref={picker}
        type="file"
        tabIndex={-1}
        // Not `display: none`: the form library shows every file control in a form.
        className="hidden-text"
        aria-hidden
        multiple
        accept={pictures ? 'image/png,image/jpeg,image/gif,image/webp' : undefined}
        onChange={(event) => {
          void take(event.target.files);
          event.target.value = '';
        }}
      />
      {refused.map((line) => (
        <div key={line} className={styles.refused} role="alert">
          {line}
        </div>
      ))}
    </div>
  );
}
