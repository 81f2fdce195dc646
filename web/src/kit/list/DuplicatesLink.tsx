import { MergeCellsOutlined } from '@ant-design/icons';
import type { RecordMeta } from '../../api/types';
import { Go } from '../Go';
import { t } from '../i18n';
import styles from './ListTools.module.css';

/** The way from a list to the records in it that are probably one. */
export function DuplicatesLink({ meta }: { meta: RecordMeta }) {
  if (!meta.duplicates || !meta.allowed.includes('update')) return null;
  return (
    <Go
      to={`/duplicates/${meta.path}`}
      className={styles.tool}
      aria-label={t('web.duplicates')}
      title={t('web.duplicates')}
    >
      <MergeCellsOutlined />
    </Go>
  );
}
