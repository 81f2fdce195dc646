import { Button } from 'antd';
import { useCallback, useRef, useState, type ReactNode } from 'react';
import type { Problem } from '../../../api/problem';
import { ErrorPanel } from '../../../kit/ErrorPanel';
import { useLeaveGuard } from '../../../kit/form/useLeaveGuard';
import { recordUrl, useGo } from '../../../kit/Go';
import { t, type MessageKey } from '../../../kit/i18n';
import { Page } from '../../../kit/Page';
import { Scan } from '../../../kit/Scan';
import { sayDone } from '../../../kit/toast';
import { useSave } from '../../../kit/useSave';
import { defaultTaxRate, useTaxRates, useUnits } from '../../catalog/api';
import { LineGrid } from '../../catalog/lines/LineGrid';
import { MissingCells } from '../../catalog/lines/MissingCells';
import type { LineProduct, LinesAction } from '../../catalog/lines/lines';
import { useScan } from '../../catalog/lines/useScan';
import { useStandIns } from '../../catalog/lines/useStandIns';
import { HoldChoice } from '../holds/HoldChoice';
import { useServing } from '../holds/useServing';
import { saleColumns } from './orderColumns';
import { filledLines, findMissing, refusedCells, wrongWhole, type OrderState } from './orderState';
import styles from './OrderEditorPage.module.css';
import { TotalsBar } from './TotalsBar';
import { useLinePromises } from './useLinePromises';
import { useOrderState } from './useOrderState';
import { useWanted } from './useWanted';

/** What the head of a sale is given: who, when, at which kind of price. */
export interface SaleHeadProps<State extends OrderState> {
  state: State;
  partyMissing: boolean;
  onChange: (change: Partial<Omit<State, 'lines'>>) => void;
  /** Shows by when each line is wanted. */
  onByLine: (() => void) | undefined;
  /** Enter in the customer's field, once he is chosen. */
  onEnter: () => void;
  /** What is kept for the customer and may serve the sale. */
  holds: ReactNode;
}

export interface SaleEditorProps<State extends OrderState> {
  title: string;
  /** Where what is typed is kept in this browser until it is saved, and on which version it was begun. */
  draft: string;
  version: string;
  start: () => State;
  back: string;
  path: string;
  save: MessageKey;
  saving: boolean;
  error: Problem | null;
  head: (head: SaleHeadProps<State>) => ReactNode;
  /** What is offered is wanted by no day. */
  offers?: boolean;
  /** What is kept for the customer may serve it; of several that of the deal it comes from. */
  serves?: boolean;
  opportunity?: string | undefined;
  onSave: (state: State, done: (id: string) => void, hold: string | undefined) => void;
}

/** The editor of what is sold, an order or a quotation: a head, lines as in a spreadsheet, totals always in sight. */
export function SaleEditor<State extends OrderState>(props: SaleEditorProps<State>) {
  const go = useGo();
  const rates = useTaxRates();
  const { state, act, dirty, restored, discard, done } = useOrderState<State>(
    props.draft,
    props.version,
    props.start,
  );
  const { question, release } = useLeaveGuard(dirty, done);
  const [tried, setTried] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const units = useUnits(state.lines.flatMap((line) => (line.product ? [line.product.id] : [])));
  const missing = tried ? findMissing(state, units) : {};
  const refused = props.error ? refusedCells(props.error.errors, state) : {};
  const prefill = useCallback(
    (product: LineProduct): Record<string, string> => ({
      quantity: '1',
      unit_id: product.unit_id,
      unit_price: product.sale_price ?? '',
      'unit_price.proposed': product.sale_price ?? '',
      list_price: product.sale_price ?? '',
      'list_price.proposed': product.sale_price ?? '',
      discount: '',
      tax_code: product.tax_code ?? defaultTaxRate(rates)?.code ?? '',
    }),
    [rates],
  );
  const actOnLines = useCallback((lines: LinesAction) => act({ lines }), [act]);
  const serving = useServing(props.serves ? state : null, props.opportunity);
  const promises = useLinePromises(state, actOnLines, serving.hold?.id);
  const wanted = useWanted(t('web.order.deliver_on'), state);
  const facts = { rates, includesTax: state.prices_include_tax, units };
  const columns = props.offers
    ? saleColumns(facts, promises, null)
    : wanted.among(saleColumns(facts, promises, state.wanted_on));
  const standIns = useStandIns(state.lines, prefill, actOnLines, {
    party: state.party?.id,
    day: state.ordered_on,
  });
  const scan = useScan(prefill, actOnLines, undefined, standIns.onScanned);

  const save = (): void => {
    setTried(true);
    const whole = state.party !== null && filledLines(state).length > 0;
    if (
      props.saving ||
      !whole ||
      wrongWhole(state, rates) ||
      Object.keys(findMissing(state, units)).length > 0
    )
      return;
    const saved = (id: string): void => {
      release();
      done();
      sayDone(t('web.form.saved'));
      go(recordUrl(props.path, id), { replace: true });
    };
    props.onSave(state, saved, serving.hold?.id);
  };
  const saving = useSave(save, { pending: props.saving });

  const empty = tried && filledLines(state).length === 0;
  return (
    <Page
      full
      title={props.title}
      facts={
        restored ? (
          <span>
            {t('web.draft.restored')}{' '}
            <Button type="link" size="small" onClick={discard}>
              {t('web.draft.discard')}
            </Button>
          </span>
        ) : null
      }
      actions={
        <>
          <Scan onCode={scan.onCode} />
          <Button onClick={() => go(props.back)}>{t('web.cancel')}</Button>
          <Button type="primary" {...saving}>
            {t(props.save)}
          </Button>
        </>
      }
      bar={props.head({
        state,
        partyMissing: tried && state.party === null,
        onChange: (head) => act({ head }),
        onByLine: wanted.show,
        holds: props.serves ? (
          <HoldChoice
            kept={serving.kept}
            chosen={serving.hold}
            onChoose={(hold) => act({ head: { hold } as Partial<Omit<State, 'lines'>> })}
          />
        ) : null,
        onEnter: () => box.current?.querySelector<HTMLElement>('[data-cell="product"]')?.focus(),
      })}
    >
      <div className={styles.scroll} ref={box}>
        {props.error ? (
          <div className={styles.panel}>
            <ErrorPanel error={props.error} />
          </div>
        ) : null}
        <MissingCells cells={missing} empty={empty} />
        <LineGrid
          label={t('web.lines')}
          lines={state.lines}
          columns={columns}
          unseen={props.offers ? [] : wanted.unseen}
          prefill={prefill}
          act={actOnLines}
          wrong={{ ...refused, ...missing }}
          onStandIn={standIns.onStandIn}
        />
      </div>
      <TotalsBar
        state={state}
        rates={rates}
        promise={promises.whole}
        onWhole={(text) => act({ head: { whole: text } as Partial<Omit<State, 'lines'>> })}
      />
      {question}
      {scan.question}
      {standIns.dialog}
    </Page>
  );
}
