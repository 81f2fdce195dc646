import { DownloadOutlined } from '@ant-design/icons';
import { Problem } from '../../api/problem';
import { fileUrl } from '../../api/files';
import { followJob } from '../../api/jobs';
import { useExport, type ExportRequest } from '../../api/lists';
import { useExportPool } from '../../api/sea';
import { t } from '../i18n';
import { Menu } from '../Menu';
import { dismiss, sayFile, sayRefused, sayRunning } from '../toast';
import styles from './ListTools.module.css';

interface ExportMenuProps {
  path: string;
  /** Of a list that is seen through a public sea: which one. */
  pool?: string;
  query: Omit<ExportRequest, 'format'>;
}

/** Where a job left its file: named by its id, or by an address of its own. */
function fileOf(result: unknown): string | null {
  if (typeof result === 'string') return fileUrl(result);
  if (!result || typeof result !== 'object') return null;
  const told = result as Record<string, unknown>;
  if (typeof told.url === 'string') return told.url;
  const id = told.file_id ?? told.file ?? told.id;
  return typeof id === 'string' ? fileUrl(id) : null;
}

/** Has what the list shows written to a file; the corner tells how far it is, then where it is. */
export function ExportMenu({ path, query, pool }: ExportMenuProps) {
  const ofList = useExport(path);
  const ofPool = useExportPool(pool ?? '');
  const start = pool ? ofPool : ofList;
  const run = async (format: ExportRequest['format']): Promise<void> => {
    const toast = sayRunning(t('web.export.running'));
    try {
      const { job_id } = await start.mutateAsync({ ...query, format });
      const job = await followJob(job_id, ({ progress }) =>
        toast.tell(
          progress.total
            ? t('web.export.progress', { done: progress.done, total: progress.total })
            : t('web.export.running'),
        ),
      );
      const url = job.state === 'done' ? fileOf(job.result) : null;
      if (url) sayFile(t('web.export.done'), { href: url, label: t('web.export.download') });
      else throw new Problem(0, { title: t('web.export.failed'), detail: job.error ?? '' });
    } catch (error) {
      sayRefused(error);
    } finally {
      dismiss(toast.id);
    }
  };
  return (
    <Menu
      label={t('web.export')}
      buttonClass={styles.tool}
      button={<DownloadOutlined />}
      groups={[
        {
          key: 'formats',
          title: t('web.export.title'),
          items: [
            { key: 'xlsx', label: t('web.export.xlsx'), onChoose: () => void run('xlsx') },
            { key: 'csv', label: t('web.export.csv'), onChoose: () => void run('csv') },
          ],
        },
      ]}
    />
  );
}
