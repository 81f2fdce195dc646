import { t } from '../../../kit/i18n';
import type { Spot } from '../../../kit/locate';
import type { NearCustomer } from '../api';
import { onPlan, ringsOf } from './plan';
import styles from './Nearby.module.css';

interface PlanProps {
  here: Spot;
  km: number;
  customers: NearCustomer[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

const SIZE = 320;
const MIDDLE = SIZE / 2;
const REACH = MIDDLE - 16;

/** Where the customers lie around me: north up, circles for the distance; no map of anybody is asked for it. */
export function Plan({ here, km, customers, chosen, onChoose }: PlanProps) {
  const scale = REACH / km;
  const me = { latitude: Number(here.latitude), longitude: Number(here.longitude) };
  return (
    <svg
      className={styles.plan}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="group"
      aria-label={t('web.nearby.map')}
    >
      {ringsOf(km).map((ring) => (
        <g key={ring}>
          <circle className={styles.ring} cx={MIDDLE} cy={MIDDLE} r={ring * scale} />
          <text className={styles.word} x={MIDDLE + 3} y={MIDDLE - ring * scale + 11}>
            {t('web.nearby.km', { km: ring })}
          </text>
        </g>
      ))}
      <text className={styles.word} x={MIDDLE} y={11} textAnchor="end">
        {t('web.nearby.north')} ↑
      </text>
      <circle className={styles.me} cx={MIDDLE} cy={MIDDLE} r={5}>
        <title>{t('web.nearby.here')}</title>
      </circle>
      {customers.map((one) => {
        const place = { latitude: Number(one.latitude), longitude: Number(one.longitude) };
        const { x, y } = onPlan(me, place);
        return (
          <g
            key={one.id}
            className={one.id === chosen ? styles.chosen : styles.dot}
            role="button"
            tabIndex={0}
            aria-label={one.name}
            aria-pressed={one.id === chosen}
            onClick={() => onChoose(one.id)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === ' ') onChoose(one.id);
            }}
          >
            <circle className={styles.target} cx={MIDDLE + x * scale} cy={MIDDLE + y * scale} r={14} />
            <circle cx={MIDDLE + x * scale} cy={MIDDLE + y * scale} r={6} />
          </g>
        );
      })}
    </svg>
  );
}
