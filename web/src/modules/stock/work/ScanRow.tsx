import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import {
  add,
  compare,
  formatQuantity,
  isPositive,
  isZero,
  smaller,
  subtract,
  type Decimal,
} from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { t } from '../../../kit/i18n';
import { Quantity } from '../../../kit/Money';
import { partName } from '../lots/lots';
import lotStyles from '../lots/Lots.module.css';
import { ExpiresOn, MadeOn } from '../lots/LotDays';
import { isNoDay, misfit, readLots, type LotPart, type TypedDays } from '../lots/typed';
import type { ScanLineOf } from './ScanSheet';
import { firstOf, leftOf, putInto, quantityOf, unnamed, type Hand, type Source } from './taking';
import { tooMany, type Written } from './useTaking';
import styles from './Work.module.css';

interface ScanRowProps {
  line: ScanLineOf;
  hand: Hand;
  /** The bin that was scanned last. */
  bin: string | null;
  current: boolean;
  /** How long such goods last. */
  shelfLife: number | null | undefined;
  written: Written;
  onWrite: (written: Written) => void;
  onParts: (parts: LotPart[]) => void;
  /** More than the line waits for was typed, and is not taken. */
  over: Decimal | undefined;
  onQuantity: (quantity: Decimal) => void;
  /** So many of a lot, or a serial number, is taken by hand. */
  onSource: (source: Source) => void;
  /** A part is taken of another lot, or out of another bin. */
  onInstead: (part: LotPart, source: Source) => void;
}

/** A line of a document that goods are scanned for: what is open, where it is taken from or put into, and how many. */
export function ScanRow(props: ScanRowProps) {
  const { line, hand, current, written, over, onQuantity } = props;
  const taken = quantityOf(hand.parts);
  const full = compare(taken, line.open) === 0;
  const refused = tooMany(line, over);
  return (
    <li className={styles.line} data-current={current || undefined} data-full={full || undefined}>
      <div className={styles.what}>
        <b>{line.name}</b>
        <span className="soft">{line.code}</span>
        <Proposal {...props} open={subtract(line.open, taken)} />
        {hand.into !== null && hand.kind !== 'none' && isZero(taken) ? (
          <span className={lotStyles.bin}>{t('web.work.comes_into', { bin: props.bin ?? hand.into })}</span>
        ) : null}
        {hand.kind === 'none'
          ? null
          : hand.parts.map((part) => (
              <Part key={`${part.number} ${part.bin ?? ''}`} part={part} {...props} />
            ))}
        {isPositive(unnamed(hand)) ? (
          <LotFields
            line={line}
            kind={hand.kind === 'serial' ? 'serial' : 'lot'}
            taken={unnamed(hand)}
            shelfLife={props.shelfLife}
            written={written}
            onWrite={props.onWrite}
          />
        ) : null}
        {refused ? (
          <small role="alert">
            {refused}{' '}
            <Button size="small" onClick={() => onQuantity(line.open)}>
              {t('web.work.take_open', { open: formatQuantity(line.open) })}
            </Button>
          </small>
        ) : null}
      </div>
      <div className={styles.open}>
        <Quantity value={line.open} unit={line.unit} />
      </div>
      <div className={styles.step}>
        <Button
          size="large"
          aria-label={t('web.work.less', { product: line.name })}
          icon={<MinusOutlined />}
          disabled={isZero(taken)}
          onClick={() => onQuantity(isPositive(subtract(taken, '1')) ? subtract(taken, '1') : '0')}
        />
        <DecimalInput
          label={`${t('web.quantity')} ${line.name}`}
          value={over ?? taken}
          onChange={(quantity) => onQuantity(quantity ?? '0')}
        />
        <Button
          size="large"
          aria-label={t('web.work.more', { product: line.name })}
          icon={<PlusOutlined />}
          disabled={full}
          onClick={() => onQuantity(smaller(add(taken, '1'), line.open))}
        />
      </div>
    </li>
  );
}

const MOST_SHOWN = 12;

/** Where what is still open would be taken from; of serial numbers all that may be taken. Each takes it when pressed. */
function Proposal({ line, hand, open, onSource }: ScanRowProps & { open: Decimal }) {
  if (hand.sources === null || !isPositive(open)) return null;
  const left = leftOf(hand);
  const shown = hand.kind === 'serial' ? left : firstOf(left, open);
  return (
    <div className={lotStyles.choices}>
      {shown.slice(0, MOST_SHOWN).map((source) => (
        <button
          key={partName(source)}
          type="button"
          className={styles.source}
          aria-label={t('web.work.take_source', { source: partName(source), product: line.name })}
          onClick={() => onSource(source)}
        >
          {partName(source)}
          {hand.kind === 'serial' ? '' : ` × ${formatQuantity(source.quantity)}`}
        </button>
      ))}
      {shown.length > MOST_SHOWN ? <span className="soft">… {shown.length}</span> : null}
    </div>
  );
}

/** What is taken of a lot, out of a bin or into one; another lot or bin may be chosen. */
function Part({ part, line, hand, bin, onParts, onInstead }: ScanRowProps & { part: LotPart }) {
  const name = [part.number, part.bin].filter(Boolean).join('@');
  const others =
    hand.kind === 'serial' ? [] : leftOf({ ...hand, parts: hand.parts.filter((one) => one !== part) });
  const instead = others.filter((source) => source.number !== part.number || hand.into === null);
  const elsewhere = hand.into !== null && bin !== null && part.bin !== bin;
  return (
    <span className={styles.part}>
      <b className={lotStyles.bin}>
        {name} × {formatQuantity(part.quantity)}
      </b>
      {hand.sources !== null && instead.some((source) => partName(source) !== name) ? (
        <Select
          size="small"
          aria-label={t('web.work.instead', { part: name, product: line.name })}
          value={name}
          options={instead.map((source) => ({
            value: partName(source),
            label: [partName(source), source.expires_on].filter(Boolean).join(' '),
          }))}
          onChange={(chosen) => {
            const source = instead.find((one) => partName(one) === chosen);
            if (source) onInstead(part, source);
          }}
        />
      ) : null}
      {elsewhere ? (
        <Button size="small" onClick={() => onParts(putInto(hand.parts, part, bin))}>
          {t('web.work.put_into', { bin })}
        </Button>
      ) : null}
    </span>
  );
}

interface LotFieldsProps {
  line: ScanLineOf;
  kind: 'lot' | 'serial';
  /** How many say no lot or serial number yet. */
  taken: Decimal;
  shelfLife: number | null | undefined;
  written: Written;
  onWrite: (written: Written) => void;
}

/** The lot and the days of the goods in hand, and what keeps them from being the quantity. */
function LotFields({ line, kind, taken, shelfLife, written, onWrite }: LotFieldsProps) {
  const parts = readLots(written.lots, taken, kind);
  const misfits = parts.length > 0 ? misfit(parts, taken) : null;
  const noDay = isNoDay(written.days?.made) || isNoDay(written.days?.last);
  const days = {
    name: line.name,
    days: written.days,
    onChange: (next: TypedDays) => onWrite({ ...written, days: next }),
    alone: true,
  };
  return (
    <div className={styles.lotFields}>
      <Input
        aria-label={`${t('web.lots.lots')} ${line.name}`}
        placeholder={t(`web.lots.type_${kind}`)}
        value={written.lots}
        onChange={(event) => onWrite({ ...written, lots: event.target.value })}
      />
      {kind === 'lot' ? (
        <>
          <MadeOn {...days} />
          <ExpiresOn {...days} shelfLife={shelfLife} />
        </>
      ) : null}
      {misfits ? (
        <small role="alert">
          {'twice' in misfits
            ? t('web.lots.why_twice', { product: line.name, lot: misfits.twice })
            : t('web.lots.why_sum', { product: line.name, sum: misfits.sum, quantity: taken })}
        </small>
      ) : null}
      {noDay ? <small role="alert">{t('web.lots.no_day')}</small> : null}
    </div>
  );
}
