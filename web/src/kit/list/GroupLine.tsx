import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import type { FieldMeta } from '../../api/types';
import { FieldValue } from '../FieldValue';
import { t } from '../i18n';
import { groupTitle } from './groups';
import type { Item } from './items';
import { cellClass, cellStyle } from './RecordLine';
import styles from './RecordTable.module.css';
import type { TableColumn } from './tableColumns';

interface GroupLineProps {
  item: Exclude<Item, { kind: 'row' }>;
  index: number;
  columns: TableColumn[];
  ticks: boolean;
  groupBy: { field: FieldMeta | undefined; word: string } | null;
  focusable: boolean;
  onToggle: (key: string) => void;
  onMore: (key: string) => void;
}

/** The head of a group with its count and sums, or what stands below its rows. */
export function GroupLine(props: GroupLineProps) {
  const { item, index, columns, ticks } = props;
  const line = { 'data-row': index, 'aria-rowindex': index + 2, tabIndex: props.focusable ? 0 : -1 };
  const span = columns.length + (ticks ? 2 : 1);
  if (item.kind === 'wait') {
    return (
      <tr {...line}>
        <td colSpan={span} className="soft">
          {t('web.list.loading_more')}
        </td>
      </tr>
    );
  }
  if (item.kind === 'more') {
    return (
      <tr {...line}>
        <td colSpan={span}>
          <button type="button" className={styles.ask} onClick={() => props.onMore(item.group)}>
            {t('web.list.more_left', { count: item.left })}
          </button>
        </td>
      </tr>
    );
  }
  const { group, open } = item;
  const title = groupTitle(props.groupBy?.field, props.groupBy?.word ?? '', group);
  const [first, ...others] = columns;
  const toggle = (): void => props.onToggle(item.key.replace(/^group /, ''));
  return (
    <tr {...line} className={styles.group} aria-expanded={open}>
      {ticks ? <td className={`${styles.tick} ${styles.frozen}`} style={{ left: 0 }} /> : null}
      <td className={styles.frozen} style={first ? (cellStyle(first) ?? { left: 0 }) : undefined}>
        <button type="button" tabIndex={-1} className={styles.toggle} onClick={toggle}>
          {open ? <CaretDownOutlined /> : <CaretRightOutlined />}
          <span className="ellipsis">{title}</span>
          <span className={`${styles.count} figure`}>{group.count}</span>
        </button>
      </td>
      {others.map((column) => {
        const sum = group.measures[`sum:${column.field.name}`];
        return (
          <td key={column.field.name} className={cellClass(column)} style={cellStyle(column)}>
            {sum === undefined || sum === null ? null : <FieldValue field={column.field} value={sum} plain />}
          </td>
        );
      })}
      <td className={styles.rest} />
    </tr>
  );
}
