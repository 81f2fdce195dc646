import { DeleteOutlined } from '@ant-design/icons';
import { t } from '../../../kit/i18n';
import type { GridColumn } from './LineGrid';
import { isBlank, isWrongNumber, type LineProduct, type LinesAction, type LineState } from './lines';
import styles from './LineGrid.module.css';
import { ProductCell } from './ProductCell';

interface LineRowProps {
  line: LineState;
  place: number;
  columns: GridColumn[];
  prefill: (product: LineProduct) => Record<string, string>;
  act: (action: LinesAction) => void;
  wrong: Record<string, string> | undefined;
  onEnter: () => void;
  onStandIn?: ((line: LineState, product: LineProduct) => void) | undefined;
}

export function LineRow({ line, place, columns, prefill, act, wrong, onEnter, onStandIn }: LineRowProps) {
  const blank = isBlank(line);
  const unknown = !blank && line.product === null;
  const label = (what: React.ReactNode): string =>
    t('web.grid.cell', { line: place + 1, what: String(what) });
  return (
    <tr data-line={place} data-blank={blank || undefined}>
      <td className={styles.no}>{blank ? '' : place + 1}</td>
      <td className={wrong?.product_id ? styles.wrong : undefined} title={wrong?.product_id}>
        <ProductCell
          line={line}
          label={label(t('web.product'))}
          wrong={unknown}
          onWords={(words) => act({ do: 'words', key: line.key, words })}
          onPick={(product) => {
            if (product.is_template || product.is_kit) onStandIn?.(line, product);
            else
              act({
                do: 'pick',
                key: line.key,
                product,
                cells: { ...prefill(product), ...unitFound(product) },
              });
          }}
          onEnter={onEnter}
        />
      </td>
      {columns.map((column) => (
        <td
          key={column.key}
          className={[column.numeric ? 'number' : '', wrong?.[column.key] ? styles.wrong : ''].join(' ')}
          title={wrong?.[column.key]}
          data-label={typeof column.title === 'string' ? column.title : undefined}
        >
          <Cell
            column={column}
            line={line}
            label={label(column.title)}
            onText={(text) => act({ do: 'cell', key: line.key, cell: column.key, text })}
          />
        </td>
      ))}
      <td>
        {blank ? null : (
          <button
            type="button"
            className={styles.remove}
            aria-label={t('web.grid.remove_line', { line: place + 1 })}
            tabIndex={-1}
            onClick={() => act({ do: 'remove', key: line.key })}
          >
            <DeleteOutlined />
          </button>
        )}
      </td>
    </tr>
  );
}

/** A barcode stands for one unit of its product. */
const unitFound = (product: LineProduct): Record<string, string> =>
  product.in_unit ? { unit_id: product.in_unit } : {};

interface CellProps {
  column: GridColumn;
  line: LineState;
  label: string;
  onText: (text: string) => void;
}

function Cell({ column, line, label, onText }: CellProps) {
  const said = line.cells[`${column.key}.said`];
  const text = line.cells[column.key] || (said === undefined ? (column.usual?.(line) ?? '') : '');
  if (column.input === 'number') {
    const typed = (
      <input
        className={`${styles.input} number`}
        data-cell={column.key}
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={isWrongNumber(text) || undefined}
        value={text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onText(event.target.value)}
      />
    );
    const note = column.note?.(line);
    return note ? (
      <div className={styles.noted}>
        {typed}
        {note}
      </div>
    ) : (
      typed
    );
  }
  if (column.input === 'text') {
    const placeholder = column.placeholder?.(line) ?? '';
    return (
      <input
        className={`${styles.input} ${styles.hinted}${column.numeric ? ' number' : ''}`}
        data-cell={column.key}
        data-keeps-labels
        autoComplete="off"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
    );
  }
  if (column.input === 'choice') {
    const options = typeof column.options === 'function' ? column.options(line) : column.options;
    // What was pasted and is none of the choices stays in sight until one is made.
    if (column.show && said === undefined && (options?.length ?? 0) < 2)
      return <div className={styles.shown}>{column.show(line)}</div>;
    return (
      <select
        className={styles.input}
        data-cell={column.key}
        aria-label={label}
        aria-invalid={said !== undefined || undefined}
        value={text}
        onChange={(event) => onText(event.target.value)}
      >
        {text === '' ? <option value="">{said ?? ''}</option> : null}
        {options?.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  return <div className={styles.shown}>{column.show?.(line)}</div>;
}
