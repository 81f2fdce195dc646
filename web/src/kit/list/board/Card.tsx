import { ClockCircleOutlined } from '@ant-design/icons';
import type { DragEvent, KeyboardEvent } from 'react';
import type { FieldMeta, RecordMeta, RecordRow } from '../../../api/types';
import { formatInstant } from '../../dates';
import { FieldValue, isNumeric, valueText } from '../../FieldValue';
import { Go, recordUrl } from '../../Go';
import { t, tx } from '../../i18n';
import { isBlank } from '../../kinds';
import { Menu } from '../../Menu';
import { titleWord } from '../../titles';
import styles from './Board.module.css';
import type { BoardColumn } from './columns';
import { nameless } from '../../nameless';

interface CardProps {
  meta: RecordMeta;
  row: RecordRow;
  money: FieldMeta | undefined;
  facts: FieldMeta[];
  /** Columns it may go to. */
  targets: BoardColumn[];
  onDrag: (event: DragEvent) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onOpen: () => void;
  onMove: (column: BoardColumn) => void;
  /** Says how long it lies about, where that is known better than by its last change. */
  staleWord?: ((row: RecordRow) => string | null) | undefined;
}

const FACTS = 3;
const STALE_DAYS = 14;
const DAY_MS = 86_400_000;

/** How many days nobody has touched a record, once that is worth saying. */
function staleDays(row: RecordRow): number | null {
  const touched = row.updated_at ?? row.created_at;
  if (typeof touched !== 'string') return null;
  const days = Math.floor((Date.now() - Date.parse(touched)) / DAY_MS);
  return days >= STALE_DAYS ? days : null;
}

/** A record in a few words: its title, three facts, its amount, and whether it lies about. */
export function Card(props: CardProps) {
  const { meta, row, money, facts, targets, onDrag, onKeyDown, onOpen, onMove } = props;
  const field = meta.fields.find((item) => item.name === meta.title_field);
  const title = field ? titleWord(meta.path, valueText(field, row[field.name])) : '';
  const said = facts
    .filter((fact) => fact !== field && !isBlank(row[fact.name]) && fact.kind !== 'boolean')
    .slice(0, FACTS);
  const days = staleDays(row);
  const still = days === null ? null : t('web.board.stale', { days });
  const stale = props.staleWord ? props.staleWord(row) : still;
  return (
    <article
      className={styles.card}
      data-id={row.id}
      tabIndex={0}
      aria-label={title}
      draggable={targets.length > 0}
      onDragStart={onDrag}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (!(event.target as HTMLElement).closest('a, button')) onOpen();
      }}
    >
      <div className={styles.top}>
        <Go
          to={recordUrl(meta.path, row.id)}
          tabIndex={-1}
          draggable={false}
          className="ellipsis"
          title={title}
        >
          {title || nameless(row.state)}
        </Go>
        {targets.length > 0 ? (
          <span className={styles.mover}>
            <Menu
              label={t('web.board.move')}
              button="⋯"
              buttonClass={styles.plus}
              groups={[
                {
                  key: 'columns',
                  title: t('web.board.move'),
                  items: targets.map((column) => ({
                    key: column.key,
                    label: column.title,
                    onChoose: () => onMove(column),
                  })),
                },
              ]}
            />
          </span>
        ) : null}
      </div>
      {said.map((fact) => (
        <div key={fact.name} className={`${styles.fact} ellipsis`} title={tx(fact.label)}>
          {isNumeric(fact) ? `${tx(fact.label)} ` : null}
          <FieldValue field={fact} value={row[fact.name]} plain />
        </div>
      ))}
      {stale !== null || (money && !isBlank(row[money.name])) ? (
        <div className={styles.bottom}>
          {stale === null ? (
            <span />
          ) : (
            <span className={styles.stale} title={formatInstant(String(row.updated_at ?? row.created_at))}>
              <ClockCircleOutlined /> {stale}
            </span>
          )}
          {money ? <FieldValue field={money} value={row[money.name]} plain /> : null}
        </div>
      ) : null}
    </article>
  );
}
