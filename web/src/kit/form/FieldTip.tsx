import { Tooltip } from 'antd';
import type { FieldMeta } from '../../api/types';
import { hasSentence, t, tx } from '../i18n';
import styles from './FieldTip.module.css';

/** A `?` that explains a field in two sentences: on hover, on focus, on a tap. */
export function FieldTip({ field }: { field: FieldMeta }) {
  if (!field.tip || !hasSentence(field.tip)) return null;
  return (
    <Tooltip title={tx(field.tip)} trigger={['hover', 'focus', 'click']}>
      <button
        type="button"
        className={styles.tip}
        aria-label={t('web.form.tip', { field: tx(field.label), tip: tx(field.tip) })}
        onClick={(event) => event.preventDefault()}
      >
        ?
      </button>
    </Tooltip>
  );
}
