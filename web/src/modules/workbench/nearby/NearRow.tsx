import { CompassOutlined, EditOutlined, PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useAccess } from '../../../kit/access';
import { TimeText } from '../../../kit/DateText';
import { Go, recordUrl } from '../../../kit/Go';
import { t, useLanguage } from '../../../kit/i18n';
import type { NearCustomer } from '../api';
import styles from './Nearby.module.css';
import { mapLink } from './plan';

const KM = 1000;

const howFar = (metres: number): string =>
  metres < KM ? t('web.nearby.metres', { metres }) : t('web.nearby.km', { km: (metres / KM).toFixed(1) });

/** One customer near me, and what one does standing there: call, go, write. */
export function NearRow({
  one,
  chosen,
  onWrite,
}: {
  one: NearCustomer;
  chosen: boolean;
  onWrite: () => void;
}) {
  const { can } = useAccess();
  const place = { latitude: Number(one.latitude), longitude: Number(one.longitude), name: one.name };
  return (
    <li id={`near-${one.id}`} className={chosen ? styles.rowChosen : styles.row}>
      <div className={styles.name}>
        <Go to={recordUrl('parties', one.id)}>{one.name}</Go>
        <span className="figure">{howFar(one.metres)}</span>
      </div>
      {one.address ? <p className="soft">{one.address}</p> : null}
      <p className="soft">
        {one.last_followed_at ? (
          <>
            {t('web.nearby.followed')} <TimeText value={one.last_followed_at} relative />
          </>
        ) : (
          t('web.nearby.never')
        )}
      </p>
      <div className={styles.acts}>
        {one.phone && !one.phone.includes('*') ? (
          <Button size="small" href={`tel:${one.phone}`} icon={<PhoneOutlined aria-hidden />}>
            {one.phone}
          </Button>
        ) : null}
        <Button
          size="small"
          href={mapLink(place, navigator.userAgent, useLanguage() === 'zh-CN')}
          target="_blank"
          rel="noreferrer"
          icon={<CompassOutlined aria-hidden />}
        >
          {t('web.nearby.navigate')}
        </Button>
        {can('activities.follow_up.create') ? (
          <Button size="small" type="primary" icon={<EditOutlined aria-hidden />} onClick={onWrite}>
            {t('web.nearby.write')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
