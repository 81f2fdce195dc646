import { isZero } from '../../kit/decimal';
import { oneOf, t } from '../../kit/i18n';
import { Quantity } from '../../kit/Money';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { Status } from '../../kit/Status';
import type { AvailableByDate, AvailableDay, PromisedBy } from './byDate';
import { Paper } from './lots/Paper';
import styles from './AvailableDays.module.css';

/** Day by day: what comes, what goes, what lies there then, and what of it can be promised. */
export function AvailableDays({ found }: { found: AvailableByDate }) {
  return (
    <SimpleTable<AvailableDay>
      label={t('web.by_date.title')}
      columns={COLUMNS(found.unit)}
      rows={found.days}
      rowKey={(day) => day.day ?? ''}
    />
  );
}

const COLUMNS = (unit: string): SimpleColumn<AvailableDay>[] => [
  {
    key: 'day',
    title: t('web.date'),
    width: 170,
    cell: (day) => (
      <>
        <span className="figure">{day.day ?? t('web.by_date.sometime')}</span>{' '}
        {day.short ? <Status state="short" label="web.by_date.short" /> : null}
        {day.late ? <small className="soft">{t('web.by_date.late')}</small> : null}
      </>
    ),
  },
  { key: 'comes', title: t('web.by_date.comes'), numeric: true, cell: (day) => <Some value={day.comes} /> },
  { key: 'goes', title: t('web.by_date.goes'), numeric: true, cell: (day) => <Some value={day.goes} /> },
  {
    key: 'expires',
    title: t('web.by_date.expires'),
    numeric: true,
    cell: (day) => <Some value={day.expires} />,
  },
  {
    key: 'lies',
    title: t('web.by_date.lies'),
    numeric: true,
    cell: (day) => (
      <span className={day.short ? 'negative' : undefined}>
        <Quantity value={day.lies} unit={unit} />
      </span>
    ),
  },
  {
    key: 'available',
    title: t('web.available'),
    numeric: true,
    cell: (day) => <Quantity value={day.available} />,
  },
  {
    key: 'documents',
    title: t('web.by_date.documents'),
    cell: (day) => (
      <ul className={styles.documents}>
        {day.documents.map((one, place) => (
          <li key={`${one.document_id ?? place} ${one.quantity}`}>
            <Promise promise={one} since={day.day} />
          </li>
        ))}
      </ul>
    ),
  },
];

const Some = ({ value }: { value: string }) => (isZero(value) ? null : <Quantity value={value} />);

/** A document by its number; who may not see it reads only what kind of document it is. */
function Promise({ promise, since }: { promise: PromisedBy; since: string | null }) {
  const { document, document_id: id, number, quantity, warehouse, day } = promise;
  return (
    <>
      {id && number ? (
        <Paper type={document} id={id} number={number} />
      ) : (
        <span className="soft">{t('web.by_date.unseen', { what: oneOf(document) })}</span>
      )}{' '}
      <Quantity value={quantity} /> <span className="soft">{warehouse}</span>
      {day && (since === null || day < since) ? <span className="soft figure"> {day}</span> : null}
    </>
  );
}
