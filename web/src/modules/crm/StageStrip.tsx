import { ClockCircleOutlined } from '@ant-design/icons';
import { daysBetween, today } from '../../kit/dates';
import { formatPercent } from '../../kit/decimal';
import { t } from '../../kit/i18n';
import type { Stage, Way } from './api';
import styles from './Crm.module.css';

interface StageStripProps {
  way: Way;
  staleOn: string | null;
  /** Where the person may move it: to which stage, and whether that is back. */
  onMove: ((stage: Stage, back: boolean) => void) | undefined;
}

/** The stages in order, the present one marked; a step to another one is one click. */
export function StageStrip({ way, staleOn, onMove }: StageStripProps) {
  const at = way.stages.findIndex((stage) => stage.id === way.stage_id);
  return (
    <div className={styles.stages} role="group" aria-label={way.group.title}>
      {way.stages.map((stage, place) => {
        const here = place === at;
        const look = here ? styles.here : place < at ? styles.passed : '';
        return (
          <button
            key={stage.id}
            type="button"
            className={`${styles.stage} ${look}`}
            aria-current={here ? 'step' : undefined}
            disabled={!onMove || here || !stage.active}
            title={stage.done_when ?? undefined}
            onClick={() => onMove?.(stage, place < at)}
          >
            <span className="ellipsis">{stage.name}</span>
            <small>
              {formatPercent(stage.win_rate)}
              {here && way.stale && staleOn ? (
                <>
                  {' '}
                  <ClockCircleOutlined />{' '}
                  {t('web.opportunity.stale', { days: daysBetween(staleOn, today()) + 1 })}
                </>
              ) : null}
            </small>
          </button>
        );
      })}
    </div>
  );
}
