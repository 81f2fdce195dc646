import { Button, Modal } from 'antd';
import type { SeaReport } from '../../api/sea';
import { t } from '../../kit/i18n';
import styles from './Sea.module.css';

interface RefusedProps {
  report: SeaReport;
  /** What the list knew of what was asked for: who was too late is told no title. */
  titles: Map<string, string>;
  onClose: () => void;
}

/** What of many was not done, each with its reason and what to do. */
export function Refused({ report, titles, onClose }: RefusedProps) {
  return (
    <Modal
      open
      title={t('web.bulk.report')}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('web.close')}
        </Button>
      }
    >
      <p>{t('web.bulk.report.sum', { done: report.done, refused: report.refused.length })}</p>
      <ul className={styles.refused}>
        {report.refused.map((one) => (
          <li key={one.id}>
            <strong>{one.title ?? titles.get(one.id) ?? ''}</strong>
            <div>{one.detail}</div>
            <div className="soft">{one.remedy}</div>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
