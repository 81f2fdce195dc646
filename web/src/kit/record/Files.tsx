import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { fileUrl, useFiles, useRemoveFile, useUpload, type KeptFile } from '../../api/files';
import { ConfirmButton } from '../ConfirmButton';
import { TimeText } from '../DateText';
import { ErrorPanel } from '../ErrorPanel';
import { t } from '../i18n';
import { SkeletonRows } from '../Skeleton';
import { formatSize } from '../structures';
import { sayDone, sayRefused } from '../toast';
import styles from './RelatedTabs.module.css';

interface FilesProps {
  record: string;
  id: string;
  mayAdd: boolean;
  mayRemove: boolean;
}

/** The files of a record: dropped here or chosen, downloaded, and taken off again. */
export function Files({ record, id, mayAdd, mayRemove }: FilesProps) {
  const files = useFiles(record, id);
  const upload = useUpload(record, id);
  const remove = useRemoveFile();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = async (list: FileList | null): Promise<void> => {
    // The list empties when its field is cleared.
    for (const file of [...(list ?? [])]) {
      try {
        await upload.mutateAsync(file);
      } catch (error) {
        sayRefused(error);
      }
    }
  };
  return (
    <div
      className={over ? `${styles.files} ${styles.over}` : styles.files}
      onDragOver={(event) => {
        if (!mayAdd) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!mayAdd) return;
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files);
      }}
    >
      {mayAdd ? (
        <div>
          <Button
            size="small"
            icon={<UploadOutlined />}
            loading={upload.isPending}
            onClick={() => picker.current?.click()}
          >
            {t('web.record.files.add')}
          </Button>{' '}
          <span className="soft">{t('web.record.files.drop')}</span>
          <input
            ref={picker}
            type="file"
            multiple
            tabIndex={-1}
            className={styles.pick}
            aria-label={t('web.record.files.add')}
            onChange={(event) => {
              void take(event.target.files);
              event.target.value = '';
            }}
          />
        </div>
      ) : null}
      {files.isPending ? <SkeletonRows rows={2} columns={3} /> : null}
      {files.isError ? <ErrorPanel error={files.error} /> : null}
      {files.data?.length === 0 ? <span className="soft">{t('web.record.files.none')}</span> : null}
      {files.data?.map((file: KeptFile) => (
        <div key={file.id} className={styles.file}>
          <a href={fileUrl(file.id)} download className="ellipsis">
            {file.name}
          </a>
          <span className="soft">{formatSize(file.size)}</span>
          <TimeText value={file.created_at} relative />
          {mayRemove ? (
            <ConfirmButton
              size="small"
              type="link"
              question={t('web.record.files.remove.question', { name: file.name })}
              explain={t('web.record.files.remove.explain')}
              confirm={t('web.record.files.remove')}
              command={() => remove.mutateAsync({ id: file.id, version: file.version })}
              onDone={() => sayDone(t('web.record.files.removed', { name: file.name }))}
            >
              {t('web.record.files.remove')}
            </ConfirmButton>
          ) : null}
        </div>
      ))}
    </div>
  );
}
