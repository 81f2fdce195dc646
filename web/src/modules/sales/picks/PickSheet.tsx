import { Button, Checkbox, Input, Modal } from 'antd';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { asProblem } from '../../../api/problem';
import { compare, formatQuantity, isNegative, isPositive, type Decimal } from '../../../kit/decimal';
import { DecimalInput } from '../../../kit/DecimalInput';
import { t } from '../../../kit/i18n';
import { Quantity } from '../../../kit/Money';
import lotStyles from '../../stock/lots/Lots.module.css';
import { resolveScan } from '../../stock/work/resolve';
import { ScanLine } from '../../stock/work/ScanLine';
import { signal } from '../../stock/work/signal';
import workStyles from '../../stock/work/Work.module.css';
import styles from './Picks.module.css';
import { finished, foundOf, isFull, lineFor, withTick, type Found } from './found';
import { useTick, type PickLine, type PickList, type Tick } from './picks';

interface PickSheetProps {
  pick: PickList;
  pending: boolean;
  onFinish: (lines: ReturnType<typeof finished>) => void;
}

interface Ticks {
  found: Found;
  now: React.RefObject<Found>;
  /** Notes ticks at once here, and one after the other on the server. */
  tick: (ticks: Tick[]) => void;
  /** What was found, read as it is now, once all ticks are noted. */
  settled: () => Promise<Found>;
}

/** What is ticked off: kept on the server, so that a phone that slept goes on, and a second picker sees it. */
function useTicks(pick: PickList, onRefused: (message: string) => void): Ticks {
  const { mutateAsync } = useTick(pick.id);
  const [ahead, setAhead] = useState<Found>({});
  const found = useMemo(() => ({ ...foundOf(pick.lines), ...ahead }), [pick.lines, ahead]);
  // Codes come faster than the screen is drawn: what was found is read here.
  const now = useRef(found);
  useEffect(() => {
    now.current = found;
  }, [found]);
  const sent = useRef({ last: Promise.resolve(), open: 0 });
  const tick = (ticks: Tick[]): void => {
    for (const one of ticks) now.current = withTick(now.current, pick.lines, one);
    const here = now.current;
    setAhead((before) => ({
      ...before,
      ...Object.fromEntries(ticks.map(({ line_id }) => [line_id, here[line_id] ?? '0'])),
    }));
    sent.current.open += 1;
    sent.current.last = sent.current.last
      .then(async () => void (await mutateAsync(ticks)))
      .catch((error: unknown) => onRefused(asProblem(error).message))
      .then(() => {
        sent.current.open -= 1;
        if (sent.current.open === 0) setAhead({});
      });
  };
  return { found, now, tick, settled: () => sent.current.last.then(() => now.current) };
}

/** Ticks off what is found: by scanning, by a tick for a whole line, or by its number. */
export function PickSheet({ pick, pending, onFinish }: PickSheetProps) {
  const [bin, setBin] = useState<string | null>(null);
  const [said, setSaid] = useState<{ text: string; wrong: boolean } | null>(null);
  const [asking, setAsking] = useState(false);
  const tell = (text: string, right: boolean): void => {
    setSaid({ text, wrong: !right });
    signal(right);
  };
  const { found, now, tick, settled } = useTicks(pick, (message) => tell(message, false));
  const lines = pick.lines;
  const take = (code: string): Promise<void> => {
    const known = lines.map((line) => ({
      product_id: line.product_id,
      name: line.product,
      code: line.product_code,
      barcode: line.barcode,
    }));
    // Only where the list names bins are there any to be scanned.
    const houses = new Set(lines.filter((line) => line.bin).map((line) => line.warehouse_id));
    const lots = lines.map(({ product_id, lot }) => ({ product_id, number: lot, serial: false }));
    return resolveScan(code, { lines: known, lots, warehouses: [...houses] })
      .then((seen) => {
        if (!seen) return tell(t('web.work.unknown', { code }), false);
        if ('several' in seen)
          return tell(
            t('web.work.several', { code, products: seen.several.join(t('web.list.comma')) }),
            false,
          );
        if ('bin' in seen) {
          setBin(seen.bin.code);
          return tell(t('web.bins.scan_goods', { bin: seen.bin.code }), true);
        }
        const product = seen.product;
        const where = { bin, lot: product.serial ?? product.lot };
        const line = lineFor(lines, now.current, product.product_id, where);
        if (!line) return tell(t('web.pick.not_here', { product: product.name }), false);
        tick([{ line_id: line.id, quantity: product.quantity ?? '1', more: true }]);
        const done = formatQuantity(now.current[line.id] ?? '0');
        const all = formatQuantity(line.open);
        return tell(t('web.work.taken', { product: line.product, done, all }), true);
      })
      .catch((error: unknown) => tell(asProblem(error).message, false));
  };
  const several = new Set(lines.map((line) => line.warehouse_id)).size > 1;
  const full = lines.filter((line) => isFull(line, found)).length;
  const any = lines.some((line) => isPositive(found[line.id] ?? '0'));
  const finish = (reason: string): void => {
    setAsking(false);
    void settled().then((last) => onFinish(finished(lines, last, reason)));
  };
  return (
    <section className={styles.sheet} aria-label={t('web.nav.pick_lists')}>
      <ScanLine onCode={take} said={said} label={t('web.bins.scan')} />
      <ul className={workStyles.lines} aria-label={t('web.lines')}>
        {lines.map((line, place) => (
          <Fragment key={line.id}>
            {several && line.warehouse_id !== lines[place - 1]?.warehouse_id ? (
              <li className={styles.house}>{line.warehouse}</li>
            ) : null}
            <Row
              line={line}
              found={found[line.id] ?? '0'}
              current={bin !== null && line.bin === bin}
              onPut={(quantity) => tick([{ line_id: line.id, quantity, more: false }])}
              onWrong={(why) => tell(t('web.pick.not_noted', { product: line.product, why }), false)}
            />
          </Fragment>
        ))}
      </ul>
      <div data-foot className={`${workStyles.foot} ${styles.foot}`}>
        <span>{t('web.work.progress', { done: full, all: lines.length })}</span>
        <Button
          onClick={() => tick(lines.map(({ id, open }) => ({ line_id: id, quantity: open, more: false })))}
        >
          {t('web.pick.all_found')}
        </Button>
        <Button
          type="primary"
          loading={pending}
          disabled={!any}
          onClick={() => (full === lines.length ? finish('') : setAsking(true))}
        >
          {t('web.pick.finish')}
        </Button>
      </div>
      {asking ? (
        <WhyShort
          short={lines.filter((line) => !isFull(line, found))}
          found={found}
          onSay={finish}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </section>
  );
}

interface RowProps {
  line: PickLine;
  found: Decimal;
  current: boolean;
  onPut: (quantity: Decimal) => void;
  /** Why a typed quantity was not taken: what was noted before stays. */
  onWrong: (why: string) => void;
}

function Row({ line, found, current, onPut, onWrong }: RowProps) {
  const full = compare(found, line.open) === 0;
  const gone = compare(line.open, line.quantity) < 0;
  const named = `${line.product} ${line.bin} ${line.lot}`.trim();
  return (
    <li
      className={`${workStyles.line} ${styles.row}`}
      data-current={current || undefined}
      data-full={full || undefined}
    >
      <Checkbox
        aria-label={named}
        checked={full}
        onChange={(event) => onPut(event.target.checked ? line.open : '0')}
      />
      <div className={workStyles.what}>
        <span>
          {line.bin ? <span className={lotStyles.bin}>{line.bin}</span> : null} <b>{line.product}</b>
        </span>
        <span className="soft">
          {[line.product_code, line.lot, line.expires_on, line.order.title, line.party]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {gone ? (
          <b>
            {t('web.pick.not_open', {
              order: line.order.title,
              open: formatQuantity(line.open),
              quantity: formatQuantity(line.quantity),
            })}
          </b>
        ) : null}
      </div>
      <div className={`${workStyles.step} ${styles.amount}`}>
        <DecimalInput
          label={`${t('web.pick.picked')} ${named}`}
          value={found}
          onChange={(quantity) => {
            const said = quantity ?? '0';
            if (isNegative(said)) onWrong(t('web.quantity.negative'));
            else if (compare(said, line.open) > 0) onWrong(t('web.too_much', { open: line.open }));
            else onPut(said);
          }}
        />
        <span>
          / <Quantity value={line.open} unit={line.unit} />
        </span>
      </div>
    </li>
  );
}

interface WhyShortProps {
  short: PickLine[];
  found: Found;
  onSay: (reason: string) => void;
  onClose: () => void;
}

/** Lines that were not wholly found: they stay promised, and why is kept. */
function WhyShort({ short, found, onSay, onClose }: WhyShortProps) {
  const [reason, setReason] = useState('');
  const usual = [t('web.pick.why.missing'), t('web.pick.why.damaged'), t('web.pick.why.later')];
  return (
    <Modal
      open
      title={t('web.pick.short_lines', { count: short.length })}
      okText={t('web.pick.finish')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => onSay(reason.trim())}
      onCancel={onClose}
    >
      <p className="soft">{t('web.pick.short.explain')}</p>
      <ul>
        {short.map((line) => (
          <li key={line.id}>
            {line.product} {formatQuantity(found[line.id] ?? '0')} / {formatQuantity(line.open)}
          </li>
        ))}
      </ul>
      <label className={styles.field}>
        {t('web.reason')}
        <Input
          aria-label={t('web.reason')}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <div className={styles.usual} role="group" aria-label={t('web.reason')}>
        {usual.map((value) => (
          <Button
            key={value}
            type={value === reason ? 'primary' : 'default'}
            onClick={() => setReason(value)}
          >
            {value}
          </Button>
        ))}
      </div>
    </Modal>
  );
}
