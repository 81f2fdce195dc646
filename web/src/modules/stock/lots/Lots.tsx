import { Go, recordUrl } from '../../../kit/Go';
import { t } from '../../../kit/i18n';
import { Quantity } from '../../../kit/Money';
import type { SimpleColumn } from '../../../kit/SimpleTable';
import { Status } from '../../../kit/Status';
import { useAccess } from '../../../kit/access';
import type { LineLot } from './lots';
import styles from './Lots.module.css';

/** The lots of a document's line; each leads to where it came from and went. Of goods that came in, with their days. */
export function Lots({ lots, dated }: { lots: LineLot[]; dated?: boolean | undefined }) {
  const { can } = useAccess();
  if (lots.length === 0) return null;
  return (
    <ul className={styles.lots}>
      {lots.map((lot) => (
        <li key={`${lot.lot_id} ${lot.bin}`}>
          {lot.lot_id && can('stock.move.view') ? (
            <Go to={recordUrl('stock-lots', lot.lot_id)}>{lot.number}</Go>
          ) : (
            <span>{lot.number}</span>
          )}
          {lot.bin ? <span className={styles.bin}>{lot.bin}</span> : null}
          {lot.serial ? null : (
            <span className="soft">
              {' × '}
              <Quantity value={lot.quantity} />
            </span>
          )}
          {dated ? <Days lot={lot} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** When a lot was made and how long it lasts, as far as anybody said it. */
function Days({ lot }: { lot: LineLot }) {
  const days = [
    lot.made_on && `${t('web.lots.made_on')} ${lot.made_on}`,
    lot.expires_on && `${t('web.lots.expires_on')} ${lot.expires_on}`,
  ].filter(Boolean);
  return days.length === 0 ? null : (
    <div>
      <small className="soft">{days.join(' ')}</small>
    </div>
  );
}

/** The column of lots, where any line of a document has some. */
export function lotsColumn<Line extends { lots?: LineLot[] }>(
  lines: Line[],
  dated?: boolean,
): SimpleColumn<Line>[] {
  if (lines.every((line) => !line.lots?.length)) return [];
  const parts = lines.flatMap((line) => line.lots ?? []);
  const bins = parts.some((lot) => lot.bin);
  const lots = t(bins ? 'web.bins.lots_and_bins' : 'web.lots.lots');
  const title = parts.some((lot) => lot.lot_id) ? lots : t('web.bins.bin');
  return [{ key: 'lots', title, cell: (line) => <Lots lots={line.lots ?? []} dated={dated} /> }];
}

/** How many days are left; red once they are over. */
export function DaysLeft({ days }: { days: number | null }) {
  if (days === null) return <span className="soft">–</span>;
  if (days < 0) return <b className="negative">{t('web.lots.expired', { days: -days })}</b>;
  return <span className={days <= SOON ? styles.soon : undefined}>{t('web.lots.days_left', { days })}</span>;
}

const SOON = 30;

/** How good goods are: free, waiting to be looked at, or blocked. */
export function Quality({ quality }: { quality: string }) {
  return <Status state={quality} label={`web.lots.quality.${quality}`} />;
}
