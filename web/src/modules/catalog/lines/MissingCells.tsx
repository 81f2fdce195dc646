import { t } from '../../../kit/i18n';
import styles from './LineGrid.module.css';

interface MissingCellsProps {
  /** Sentences by cell: "2.quantity". */
  cells: Record<string, string>;
  empty: boolean;
}

const SHOWN = 4;

/** What still stands between the typed lines and a saved document, line by line. */
export function MissingCells({ cells, empty }: MissingCellsProps) {
  if (empty) {
    return (
      <p className={styles.missing} role="alert">
        {t('web.order.lines_needed')}
      </p>
    );
  }
  const sentences = Object.entries(cells).map(([cell, sentence]) =>
    t('web.grid.missing', { line: Number(cell.split('.')[0]) + 1, sentence }),
  );
  if (sentences.length === 0) return null;
  return (
    <ul className={styles.missing} role="alert">
      {sentences.slice(0, SHOWN).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {sentences.length > SHOWN ? <li>{t('web.chain.more', { count: sentences.length - SHOWN })}</li> : null}
    </ul>
  );
}
