import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { FieldValue, isNumeric, valueText } from '../FieldValue';
import { Go } from '../Go';
import { t, tx } from '../i18n';
import styles from './Cards.module.css';

interface CardsProps {
  meta: RecordMeta;
  fields: FieldMeta[];
  rows: RecordRow[];
  target: (row: RecordRow) => string | null;
  more: boolean;
  onMore: () => void;
}

const FACTS = 3;

/** The list on a phone: one card a record, title and state first. */
export function Cards({ meta, fields, rows, target, more, onMore }: CardsProps) {
  const title = meta.fields.find((field) => field.name === meta.title_field);
  const state = fields.find((field) => field.name === 'state');
  const money = fields.find((field) => field.kind === 'money');
  // A number says little: what it is about comes first. Everything else is known by its title.
  const numbered = title?.name === 'number';
  const lead = numbered ? fields.find((field) => field.name === 'name' || field.kind === 'reference') : title;
  const used = [title, state, money, lead];
  const telling = (field: FieldMeta): boolean => field.kind !== 'boolean' && field.name !== 'kind';
  const facts = fields.filter((field) => telling(field) && !used.includes(field)).slice(0, FACTS);
  return (
    <div className={styles.scroller} data-scroll-restoration-id={`rows ${meta.path}`}>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Go to={target(row) ?? `/${meta.path}`} className={styles.card}>
              <span className={styles.top}>
                <span className={`${styles.title} ellipsis`}>
                  {lead && lead !== title
                    ? valueText(lead, row[lead.name])
                    : title && valueText(title, row[title.name])}
                </span>
                {money ? <FieldValue field={money} value={row[money.name]} plain /> : null}
              </span>
              <span className={styles.facts}>
                {state ? <FieldValue field={state} value={row[state.name]} plain /> : null}
                {lead && title && lead !== title ? <span>{valueText(title, row[title.name])}</span> : null}
                {facts.map((field) =>
                  row[field.name] === null || row[field.name] === '' ? null : (
                    <span key={field.name}>
                      {isNumeric(field) ? `${tx(field.label)} ` : ''}
                      <FieldValue field={field} value={row[field.name]} plain />
                    </span>
                  ),
                )}
              </span>
            </Go>
          </li>
        ))}
      </ul>
      {more ? (
        <button type="button" className={styles.more} onClick={onMore}>
          {t('web.list.more')}
        </button>
      ) : null}
    </div>
  );
}
