import { useEffect, useState, type DragEvent, type KeyboardEvent } from 'react';
import { useRecordPages, type ListQuery } from '../../../api/records';
import type { FieldMeta, RecordMeta, RecordRow } from '../../../api/types';
import { FieldValue } from '../../FieldValue';
import { t } from '../../i18n';
import { plainValue } from '../../kinds';
import { both } from '../conditions';
import { groupCondition } from '../groups';
import type { Moved } from '../useMoves';
import styles from './Board.module.css';
import { Card } from './Card';
import type { BoardColumn } from './columns';

interface ColumnProps {
  meta: RecordMeta;
  field: FieldMeta;
  column: BoardColumn;
  others: BoardColumn[];
  before: BoardColumn | undefined;
  after: BoardColumn | undefined;
  query: ListQuery;
  money: FieldMeta | undefined;
  facts: FieldMeta[];
  moved: ReadonlyMap<string, Moved>;
  movable: boolean;
  mayEdit: (row: RecordRow) => boolean;
  /** A card of any column, by its id. */
  find: (id: string) => RecordRow | undefined;
  known: (rows: RecordRow[]) => void;
  onMove: (row: RecordRow, column: BoardColumn) => void;
  onOpen: (row: RecordRow) => void;
  onPeek: (row: RecordRow) => void;
  onCreate: (() => void) | null;
  staleWord?: ((row: RecordRow) => string | null) | undefined;
}

const CARDS = 50;
const TYPE = 'application/x-heyi-card';
const NONE: RecordRow[] = [];

/** One column: its name, how many and how much, and its first cards. */
export function Column(props: ColumnProps) {
  const { meta, field, column, query, money, moved, movable, known } = props;
  const [over, setOver] = useState(false);
  const pages = useRecordPages(meta.path, {
    ...query,
    filter: both(query.filter, groupCondition(field, field.name, column.value)),
    limit: CARDS,
  });
  const read = pages.data?.pages.flatMap((page) => page.items) ?? NONE;
  useEffect(() => known(read));
  const stay = read.filter((row) => !moved.has(row.id) || same(moved.get(row.id)?.value, column));
  const come = [...moved.values()].filter(
    ({ row, value }) => same(value, column) && !read.some((there) => there.id === row.id),
  );
  const rows = [...come.map(({ row }) => row), ...stay];
  const left = (column.count ?? 0) - read.length;

  const drop = (event: DragEvent): void => {
    setOver(false);
    const row = props.find(event.dataTransfer.getData(TYPE));
    if (!row) return;
    event.preventDefault();
    if (!read.some((there) => there.id === row.id)) props.onMove(row, column);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, row: RecordRow): void => {
    if (event.target !== event.currentTarget) return;
    const card = event.currentTarget;
    const aside = { ArrowLeft: props.before, ArrowRight: props.after }[event.key];
    if (event.altKey && aside) props.onMove(row, aside);
    else if (event.key === 'Enter') props.onOpen(row);
    else if (event.key === ' ') props.onPeek(row);
    else if (event.key === 'ArrowDown') (card.nextElementSibling as HTMLElement | null)?.focus();
    else if (event.key === 'ArrowUp') (card.previousElementSibling as HTMLElement | null)?.focus();
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') beside(card, event.key)?.focus();
    else return;
    event.preventDefault();
  };
  const sum = money ? column.measures[`sum:${money.name}`] : undefined;
  return (
    <section
      className={over ? `${styles.column} ${styles.over}` : styles.column}
      aria-label={column.title}
      onDragOver={(event) => {
        if (!movable || !event.dataTransfer.types.includes(TYPE)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <header className={styles.head}>
        <h2 className="ellipsis" title={column.title}>
          {column.title}
        </h2>
        {column.count === undefined ? null : <span className={`${styles.count} figure`}>{column.count}</span>}
        {money && sum ? (
          <span className={styles.sum}>
            <FieldValue field={money} value={sum} plain />
          </span>
        ) : null}
        {props.onCreate ? (
          <button
            type="button"
            className={styles.plus}
            aria-label={t('web.board.create', { column: column.title })}
            title={t('web.board.create', { column: column.title })}
            onClick={props.onCreate}
          >
            +
          </button>
        ) : null}
      </header>
      <div className={styles.cards} data-cards="">
        {rows.map((row) => (
          <Card
            key={row.id}
            meta={meta}
            row={row}
            money={money}
            facts={props.facts}
            targets={movable && props.mayEdit(row) ? props.others : []}
            onDrag={(event) => {
              event.dataTransfer.setData(TYPE, row.id);
              event.dataTransfer.effectAllowed = 'move';
            }}
            onKeyDown={(event) => onKeyDown(event, row)}
            onOpen={() => props.onOpen(row)}
            onMove={(to) => props.onMove(row, to)}
            staleWord={props.staleWord}
          />
        ))}
        {pages.isPending ? <div className={styles.waiting} aria-hidden="true" /> : null}
        {!pages.isPending && rows.length === 0 ? (
          <div className={styles.none}>{t('web.board.none')}</div>
        ) : null}
        {pages.hasNextPage ? (
          <button
            type="button"
            className={styles.more}
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {left > 0 ? t('web.list.more_left', { count: left }) : t('web.list.more')}
          </button>
        ) : null}
      </div>
    </section>
  );
}

const same = (value: unknown, column: BoardColumn): boolean => plainValue(value) === column.value;

/** The card at the same height in the next column that has any. */
function beside(card: HTMLElement, key: string): HTMLElement | null {
  const step = key === 'ArrowRight' ? 'nextElementSibling' : 'previousElementSibling';
  const place = [...(card.parentElement?.children ?? [])].indexOf(card);
  let column = card.closest('section')?.[step];
  while (column) {
    const cards = column.querySelectorAll<HTMLElement>('[data-id]');
    if (cards.length > 0) return cards[Math.min(place, cards.length - 1)] ?? null;
    column = column[step];
  }
  return null;
}
