import { Button } from 'antd';
import { t } from '../../../kit/i18n';
import styles from './Work.module.css';

interface LotQuestionProps {
  code: string;
  product: string;
  onYes: () => void;
  onNo: () => void;
}

/**
 * Asks whether a code that nothing has is the lot of the goods in hand: it may as well be goods that nobody entered yet.
 * It takes no focus, so that the next scan does not answer it.
 */
export function LotQuestion({ code, product, onYes, onNo }: LotQuestionProps) {
  return (
    <div className={styles.question} role="group" aria-label={t('web.work.as_lot', { code, product })}>
      <span>{t('web.work.as_lot', { code, product })}</span>
      <Button onClick={onNo}>{t('web.work.not_lot')}</Button>
      <Button type="primary" onClick={onYes}>
        {t('web.work.is_lot')}
      </Button>
    </div>
  );
}
