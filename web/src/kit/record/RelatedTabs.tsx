import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { RecordMeta } from '../../api/types';
import { useGo } from '../Go';
import { oneOf, t, tx } from '../i18n';
import { LARGE, valueKind } from '../kinds';
import { Tabs, type TabItem } from '../Tabs';
import { Files } from './Files';
import { RelatedList } from './RelatedList';
import { pointingTo, relatedLabel, useRelated, useRelatedCounts, type Related } from './related';
import styles from './RelatedTabs.module.css';

const COLUMNS = 6;

interface RelatedTabsProps {
  meta: RecordMeta;
  id: string;
  /** Columns of lists that are better known than their metadata says; these lists come first and always. */
  columns?: Record<string, string[]>;
  /** Further tabs, after the first list. */
  further?: TabItem[];
}

/** Everything that points to a record, each kind under its own tab with its number, and the record's files. */
export function RelatedTabs({ meta, id, columns = {}, further = [] }: RelatedTabsProps) {
  const all = useRelated(meta);
  const counts = useRelatedCounts(all, id);
  const known = Object.keys(columns);
  const lists = all
    .filter((list) => {
      const count = counts.get(list.key);
      return known.includes(list.meta.path) || (count !== undefined && (count > 0 || mayAdd(list)));
    })
    .sort((a, b) => placeOf(a, known) - placeOf(b, known));
  const tabs = lists.map((list): TabItem => ({
    key: list.key,
    label: <Label text={relatedLabel(list, all, tx)} count={counts.get(list.key)} />,
    children: (
      <>
        {mayAdd(list) ? <NewOne list={list} id={id} /> : null}
        <RelatedList
          path={list.meta.path}
          filter={pointingTo(list, id)}
          columns={columns[list.meta.path] ?? columnsOf(list)}
          empty={t('web.related.none')}
        />
      </>
    ),
  }));
  const mayChange = meta.allowed.includes('update');
  const files: TabItem[] = meta.customisable
    ? [
        {
          key: 'files',
          label: t('web.record.files'),
          children: <Files record={meta.name} id={id} mayAdd={mayChange} mayRemove={mayChange} />,
        },
      ]
    : [];
  const items = [...tabs.slice(0, 1), ...further, ...tabs.slice(1), ...files];
  if (items.length === 0) return null;
  return (
    <section className={styles.related}>
      <Tabs label={t('web.record.related')} items={items} />
    </section>
  );
}

const mayAdd = (list: Related): boolean =>
  list.meta.allowed.includes('create') && list.field.in_form && list.field.kind !== 'multi_reference';

const placeOf = (list: Related, known: string[]): number => {
  const at = known.indexOf(list.meta.path);
  return at < 0 ? known.length : at;
};

/** The first columns of the list itself, without the one that would say the same in every row. */
const columnsOf = ({ meta, field }: Related): string[] => [
  ...new Set([
    meta.title_field,
    ...meta.fields
      .filter((item) => item.in_list && item !== field && !LARGE.has(valueKind(item)))
      .map((item) => item.name)
      .slice(0, COLUMNS),
  ]),
];

function Label({ text, count }: { text: string; count: number | undefined }) {
  return (
    <>
      {text} {count ? <span className={styles.count}>{count}</span> : null}
    </>
  );
}

function NewOne({ list, id }: { list: Related; id: string }) {
  const go = useGo();
  return (
    <div className={styles.add}>
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => go(`/${list.meta.path}/new`, { search: { set: { [list.field.name]: id } } })}
      >
        {t('web.list.create', { what: oneOf(list.meta.name) })}
      </Button>
    </div>
  );
}
