import { Button, Popconfirm, Segmented } from 'antd';
import { useState } from 'react';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { useVerbs } from '../../kit/document/useVerbs';
import { formatMoney, formatPercent, type Decimal } from '../../kit/decimal';
import { EmptyState } from '../../kit/EmptyState';
import { useGo } from '../../kit/Go';
import { t, tx, type MessageKey } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Money } from '../../kit/Money';
import { Section } from '../../kit/Page';
import { History } from '../../kit/record/History';
import { Status } from '../../kit/Status';
import { sayDone } from '../../kit/toast';
import { useNoteCounted, useStockCount, type CountLine, type StockCount } from './api';
import { CountLines } from './CountLines';
import styles from './CountPage.module.css';
import { missingSerials, outcome } from './counting';
import { isOff } from './goodsLines';
import { share } from './share';
import { StockPapers } from './StockPapers';

const LOOKS: Record<string, VerbLook> = {
  give_up: {
    label: 'web.count.give_up',
    ask: { question: 'web.count.give_up.question', explain: 'web.count.give_up.explain' },
  },
};

const SAID: Record<string, MessageKey> = {
  recount: 'web.count.recounted',
  'give-up': 'web.count.given_up',
};

type Shown = 'all' | 'open' | 'different';
const SHOWN: Record<Shown, (line: CountLine) => boolean> = {
  all: () => true,
  open: (line) => line.counted === null,
  different: (line) => isOff(line.difference),
};

/** 盘点单: the sheet to fill in, what is off, and how right the ledger was. */
export default function CountPage({ path, id }: RecordScreenProps) {
  const count = useStockCount(id);
  const go = useGo();
  const verbs = useVerbs(path, id, SAID, (verb, made) => {
    if (verb === 'post') sayDone(postedWords(made as StockCount));
  });
  const note = useNoteCounted(id);
  const [typed, setTyped] = useState<Record<string, Decimal | null>>({});
  const [chosen, setChosen] = useState<string[]>([]);
  const [shown, setShown] = useState<Shown>('all');
  const isTyped = Object.keys(typed).length > 0;

  const save = (): void => {
    const lines = (count.data?.value.lines ?? []).flatMap(({ id: line, product_id, bin, lot }) => {
      const quantity = typed[line] ?? null;
      if (quantity === null) return [];
      return [{ product_id, quantity, ...(bin ? { bin } : {}), ...(lot ? { lot } : {}) }];
    });
    if (lines.length === 0 || note.isPending) return;
    note.mutate(lines, {
      onSuccess: () => {
        setTyped({});
        sayDone(t('web.count.saved', { count: lines.length }));
      },
    });
  };

  return (
    <DocumentPage
      path={path}
      document={count}
      title={(value) => value.number}
      facts={(value) => <Facts count={value} />}
      actions={(value) => (
        <>
          <AllowedActions
            allowed={value.allowed_actions}
            looks={LOOKS}
            pending={verbs.pending === 'give-up' ? 'give_up' : verbs.pending}
            onAct={() => verbs.act('give-up')}
          />
          {value.allowed_actions.includes('recount') ? (
            <Button
              disabled={chosen.length === 0 || verbs.pending !== null}
              onClick={() => {
                verbs.act('recount', { line_ids: chosen });
                setChosen([]);
              }}
            >
              {t('web.count.recount')}
            </Button>
          ) : null}
          {value.allowed_actions.includes('count') ? (
            <>
              <Button onClick={() => go(`/stock-work/count/${id}`)}>{t('web.count.scan')}</Button>
              <Button
                type={isTyped ? 'primary' : 'default'}
                loading={note.isPending}
                disabled={!isTyped}
                onClick={save}
              >
                {t('web.count.save')}
              </Button>
            </>
          ) : null}
          {value.allowed_actions.includes('post') ? (
            <PostButton
              count={value}
              pending={verbs.pending === 'post'}
              primary={!isTyped}
              onPost={(leave) => verbs.act('post', { leave_uncounted: leave })}
            />
          ) : null}
        </>
      )}
      refusal={verbs.refusal ?? note.error}
      side={<History record="stock_count" id={id} />}
    >
      {(value) => {
        const rows = value.lines.filter(SHOWN[shown]);
        return (
          <>
            <Section
              title={
                value.state === 'counting'
                  ? t('web.count.progress', { done: value.counted_lines, all: value.line_count })
                  : t('web.lines')
              }
              extra={
                <div className={styles.tools}>
                  <Segmented<Shown>
                    value={shown}
                    onChange={setShown}
                    options={(Object.keys(SHOWN) as Shown[])
                      .filter((name) => name !== 'different' || !value.hidden)
                      .map((name) => ({ value: name, label: tx(`web.count.filter.${name}`) }))}
                  />
                </div>
              }
              flush
            >
              {value.hidden ? <p className={styles.hidden}>{t('web.count.hidden')}</p> : null}
              {value.state === 'counting' ? (
                <p className={styles.hidden}>{t('web.count.all_qualities')}</p>
              ) : null}
              {rows.length === 0 ? <EmptyState small title={t('web.count.none_shown')} /> : null}
              {rows.length > 0 ? (
                <CountLines
                  count={value}
                  rows={rows}
                  typed={typed}
                  onType={(line, quantity) => setTyped((before) => ({ ...before, [line]: quantity }))}
                  chosen={chosen}
                  onChoose={setChosen}
                />
              ) : null}
            </Section>
            <StockPapers type="stock_count" id={id} />
          </>
        );
      }}
    </DocumentPage>
  );
}

/** What posting a count did: lines, what was over and missing, and what stood in the wrong bin. */
function postedWords(count: StockCount): string {
  const { lines, over, missing, misplaced } = outcome(count.lines);
  const money = { gain: formatMoney(count.gain ?? '0'), loss: formatMoney(count.loss ?? '0') };
  const said = t('web.count.posted', { lines, over, missing, ...money });
  return misplaced > 0 ? `${said}${t('web.count.posted.misplaced', { count: misplaced })}` : said;
}

function Facts({ count }: { count: StockCount }) {
  const right = share(count.right_lines, count.line_count);
  return (
    <>
      <Status state={count.state} label={`choice.stock_count.state.${count.state}`} />
      <span>{count.warehouse}</span>
      <span>{tx(`web.count.scope.${count.scope}`)}</span>
      {count.blind ? <span>{t('web.count.blind')}</span> : null}
      {count.frozen ? <span>{t('web.count.frozen')}</span> : null}
      <span className="figure">{count.counted_on}</span>
      {right === null ? null : (
        <>
          <span>
            {t('web.count.accuracy')} <b className="figure">{formatPercent(right)}</b>
          </span>
          {count.right_places === count.line_count ? null : (
            <>
              <Share label={t('web.count.by_quantity')} part={count.right_quantities} count={count} />
              <Share label={t('web.count.by_place')} part={count.right_places} count={count} />
            </>
          )}
          <span>
            {t('web.count.gain')} ¥ <Money value={count.gain} />
          </span>
          <span>
            {t('web.count.loss')} ¥ <Money value={count.loss} />
          </span>
        </>
      )}
      {count.note ? <span>{count.note}</span> : null}
    </>
  );
}

/** A kind of rightness beside that of whole lines. */
function Share({ label, part, count }: { label: string; part: number | null; count: StockCount }) {
  const right = share(part, count.line_count);
  return right === null ? null : (
    <span>
      {label} <span className="figure">{formatPercent(right)}</span>
    </span>
  );
}

interface PostButtonProps {
  count: StockCount;
  pending: boolean;
  /** Nothing else is to be done first. */
  primary: boolean;
  onPost: (leaveUncounted: boolean) => void;
}

function PostButton({ count, pending, primary, onPost }: PostButtonProps) {
  const missing = missingSerials(count.lines);
  const open = count.line_count - count.counted_lines - missing.length;
  const { lines, over, missing: short } = outcome(count.lines);
  return (
    <Popconfirm
      title={t('web.count.post.question')}
      description={
        <>
          {missing.length > 0 ? (
            <div>
              {t('web.count.post.missing', {
                serials: missing.map((line) => line.lot).join(t('web.list.comma')),
              })}
            </div>
          ) : null}
          {open > 0 ? <div>{t('web.count.post.open', { count: open })}</div> : null}
          <div>
            {count.hidden
              ? t('web.count.post.blind', { lines })
              : t('web.count.post.found', { lines, over, missing: short })}
          </div>
          {t('web.count.post.all')}
        </>
      }
      okText={t('web.count.post')}
      cancelText={t('web.cancel')}
      onConfirm={() => onPost(open > 0)}
    >
      <Button type={primary ? 'primary' : 'default'} loading={pending} disabled={count.counted_lines === 0}>
        {t('web.count.post')}
      </Button>
    </Popconfirm>
  );
}
