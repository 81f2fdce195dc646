import { Checkbox } from 'antd';
import { formatQuantity, isPositive, isZero, negate, type Decimal } from '../../kit/decimal';
import { DecimalInput } from '../../kit/DecimalInput';
import { t, tx } from '../../kit/i18n';
import { Money, Quantity } from '../../kit/Money';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import { ProductName } from '../catalog/ProductName';
import type { CountLine, StockCount } from './api';
import styles from './CountPage.module.css';

interface CountLinesProps {
  count: StockCount;
  rows: CountLine[];
  /** What is typed and not saved yet, by line. */
  typed: Record<string, Decimal | null>;
  onType: (lineId: string, quantity: Decimal | null) => void;
  chosen: string[];
  onChoose: (lineIds: string[]) => void;
}

/** The lines of a count: what is expected where one may know it, what was found, and the difference. */
export function CountLines(props: CountLinesProps) {
  const { count, rows } = props;
  return (
    <SimpleTable<CountLine>
      label={t('web.lines')}
      columns={columnsOf(props)}
      rows={rows}
      rowKey={(line) => line.id}
      key={count.id}
    />
  );
}

/** What stands in the wrong bin is neither over nor missing: where it was found, or where it should stand. */
function Elsewhere({ line }: { line: CountLine }) {
  if (line.moved === null || isZero(line.moved)) return null;
  const bins = line.elsewhere.join(t('web.list.comma'));
  const said = isPositive(line.moved)
    ? t('web.count.should_stand', { quantity: formatQuantity(line.moved), bins })
    : t('web.count.found_in', { quantity: formatQuantity(negate(line.moved)), bins });
  return (
    <div>
      <small className="soft">{said}</small>
    </div>
  );
}

/** What of a line is free and what is held back, where not all of it is free: it is counted together. */
export function Qualities({ line }: { line: CountLine }) {
  if (line.qualities.length === 0) return null;
  const parts = line.qualities.map(
    (one) => `${tx(`web.lots.quality.${one.quality}`)} ${formatQuantity(one.quantity)}`,
  );
  return (
    <div>
      <small className="soft">{parts.join(' · ')}</small>
    </div>
  );
}

function columnsOf({ count, typed, onType, chosen, onChoose }: CountLinesProps): SimpleColumn<CountLine>[] {
  const may = (verb: string): boolean => count.allowed_actions.includes(verb);
  const difference = (line: CountLine) =>
    line.difference === null || isZero(line.difference) ? (
      <span className="soft">{line.difference === null ? '' : '0'}</span>
    ) : (
      <>
        <b>
          <Quantity value={line.difference} />
        </b>
        <Elsewhere line={line} />
      </>
    );
  const columns: (SimpleColumn<CountLine> | false)[] = [
    may('recount') && {
      key: 'choose',
      title: '',
      width: 40,
      cell: (line) => (
        <Checkbox
          aria-label={line.product}
          disabled={line.counted === null}
          checked={chosen.includes(line.id)}
          onChange={(event) =>
            onChoose(
              event.target.checked ? [...chosen, line.id] : chosen.filter((other) => other !== line.id),
            )
          }
        />
      ),
    },
    { key: 'no', title: '#', width: 44, cell: (line) => <span className="soft">{line.line_no}</span> },
    count.lines.some((line) => line.bin) && {
      key: 'bin',
      title: t('web.bins.bin'),
      width: 110,
      cell: (line) => line.bin,
    },
    {
      key: 'product',
      title: t('web.product'),
      cell: (line) => <ProductName id={line.product_id} name={line.product} code={line.product_code} />,
    },
    count.lines.some((line) => line.lot) && {
      key: 'lot',
      title: t('web.lots.lots'),
      width: 140,
      cell: (line) => line.lot,
    },
    !count.hidden && {
      key: 'expected',
      title: t('web.count.expected'),
      numeric: true,
      width: 110,
      cell: (line) => (
        <>
          <Quantity value={line.expected} unit={line.unit} />
          <Qualities line={line} />
        </>
      ),
    },
    {
      key: 'counted',
      title: t('web.count.counted'),
      numeric: true,
      width: 130,
      cell: (line) =>
        may('count') ? (
          <div className={styles.input}>
            <DecimalInput
              label={[t('web.count.counted'), line.product, line.bin ?? '', line.lot ?? '']
                .filter(Boolean)
                .join(' ')}
              value={line.id in typed ? (typed[line.id] ?? null) : line.counted}
              onChange={(quantity) => onType(line.id, quantity)}
            />
          </div>
        ) : (
          <Quantity value={line.counted} />
        ),
    },
    !count.hidden && {
      key: 'difference',
      title: t('web.count.difference'),
      numeric: true,
      width: 150,
      cell: difference,
    },
    count.state === 'posted' && {
      key: 'value',
      title: t('web.count.value'),
      numeric: true,
      width: 120,
      cell: (line) => (line.value === null || isZero(line.value) ? null : <Money value={line.value} />),
    },
    {
      key: 'by',
      title: t('web.count.by'),
      width: 110,
      cell: (line) => (
        <>
          {line.counted_by ?? ''}{' '}
          {line.recounts > 0 ? (
            <small className="soft">{t('web.count.recounts', { count: line.recounts })}</small>
          ) : null}
        </>
      ),
    },
  ];
  return columns.filter((column) => column !== false);
}
