import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ClipboardEvent } from 'react';
import { useAccess } from '../../../kit/access';
import { EmptyState } from '../../../kit/EmptyState';
import { ErrorPanel, ProblemList } from '../../../kit/ErrorPanel';
import { useDraft } from '../../../kit/form/useDraft';
import { useLeaveGuard } from '../../../kit/form/useLeaveGuard';
import { Go } from '../../../kit/Go';
import { useHotkey } from '../../../kit/hotkeys';
import { t } from '../../../kit/i18n';
import { Page, Section } from '../../../kit/Page';
import { SkeletonPage } from '../../../kit/Skeleton';
import { sayDone, sayRefused } from '../../../kit/toast';
import { partiesNamed, readSheet, useOpening } from '../../ledger/booksApi';
import { PasteDialog } from '../../ledger/opening/PasteDialog';
import { rowsOf } from '../../ledger/opening/readBalances';
import { useEnterOpeningDebts, useOpeningDebts, type OpeningDebts } from './api';
import { DebtGrid } from './DebtGrid';
import styles from './Debts.module.css';
import {
  debtsBody,
  debtsState,
  fromBalances,
  isFilled,
  refusedPlaces,
  stepDebts,
  typedOf,
  wrongPlaces,
  type DebtsAction,
  type DebtsState,
  type Place,
} from './debtsState';
import { DebtTotals } from './DebtTotals';
import { EnteredDebts } from './EnteredDebts';
import { partiesIn, readDebts, withKnown, type Reading } from './readDebts';

const TOLD = 5;

/** 期初往来: what customers owed and suppliers were owed before Heyi kept the books, and what was paid ahead. */
export default function OpeningDebtsPage() {
  const debts = useOpeningDebts();
  if (debts.error) {
    return (
      <Page title={t('web.nav.opening_debts')}>
        <ErrorPanel error={debts.error} onRetry={() => void debts.refetch()} />
      </Page>
    );
  }
  if (!debts.data) return <SkeletonPage />;
  const { day } = debts.data;
  if (day === null) {
    return (
      <Page title={t('web.nav.opening_debts')}>
        <EmptyState
          title={t('web.opening_debts.not_begun')}
          action={<Go to="/opening-balances">{t('web.nav.opening_balances')}</Go>}
        />
      </Page>
    );
  }
  return <Editor key={countOf(debts.data)} debts={debts.data} day={day} />;
}

const countOf = (debts: OpeningDebts): number => debts.totals.reduce((sum, one) => sum + one.count, 0);

function Editor({ debts, day }: { debts: OpeningDebts; day: string }) {
  const may = useAccess().can('payments.opening.enter');
  const count = countOf(debts);
  const { state, act, dirty, restored, discard, done } = useDraft<DebtsState, DebtsAction>({
    name: 'opening-debts',
    version: String(count),
    start: debtsState,
    step: stepDebts,
    hasContent: (kept) => kept.rows.some(isFilled),
  });
  const enter = useEnterOpeningDebts(() => {
    done();
    sayDone(t('web.opening_debts.saved'));
  });
  const { question } = useLeaveGuard(dirty && !enter.isSuccess, done);
  const [tried, setTried] = useState(false);
  const [pasting, setPasting] = useState(false);
  const [unread, setUnread] = useState<Reading['unread']>([]);
  const [nobody, setNobody] = useState<string[]>([]);
  const opening = useOpening();
  const usual = { number: t('web.opening_debts.usual'), day };
  const carried = opening.data ? fromBalances(opening.data, debts.totals, debts.rows, usual) : [];
  const refused = enter.error ? refusedPlaces(state, enter.error.errors) : [];
  const wrong = new Map<string, Set<Place | undefined>>(tried ? wrongPlaces(state) : []);
  for (const { key, place } of refused) wrong.set(key, new Set([...(wrong.get(key) ?? []), place]));
  const filled = state.rows.filter(isFilled).length;
  const unnamed = state.rows.some((row) => isFilled(row) && row.party === null);

  const save = (): void => {
    setTried(true);
    if (!may || enter.isPending || filled === 0 || wrongPlaces(state).size > 0) return;
    enter.mutate(debtsBody(state));
  };
  useHotkey('mod+s', save, may);
  const take = (rows: string[][]): void => {
    const read = readDebts(rows);
    setPasting(false);
    partiesNamed(partiesIn(read.debts)).then((known) => {
      const told = withKnown(read.debts, known, usual);
      if (told.rows.length > 0) act({ fill: told.rows });
      setUnread(read.unread);
      setNobody(told.missing);
    }, sayRefused);
  };
  const onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!may || !text.includes('\t')) return;
    event.preventDefault();
    take(rowsOf(text));
  };

  return (
    <Page
      title={t('web.nav.opening_debts')}
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
        may ? (
          <>
            {carried.length > 0 && filled === 0 ? (
              <Button onClick={() => act({ fill: carried })}>
                {t('web.opening_debts.carry', { count: carried.length })}
              </Button>
            ) : null}
            <Button onClick={() => setPasting(true)}>{t('web.opening_balances.paste')}</Button>
            <Button type="primary" loading={enter.isPending} onClick={save}>
              {t('web.save')}
            </Button>
          </>
        ) : null
      }
    >
      {enter.error ? (
        <ErrorPanel error={enter.error}>
          {refused.length > 0 ? (
            <ProblemList
              errors={refused.map(({ line, detail }) => ({
                field: String(line),
                code: '',
                detail: `${t('web.opening_debts.line', { line })}: ${detail}`,
              }))}
            />
          ) : undefined}
        </ErrorPanel>
      ) : null}
      {unread.length > 0 ? (
        <p className={styles.unread} role="alert">
          {t('web.opening_debts.unread', {
            count: unread.length,
            lines: unread
              .slice(0, TOLD)
              .map(({ line, why }) => t(`web.opening_debts.unread.${why}`, { line }))
              .join(t('web.list.comma')),
          })}
        </p>
      ) : null}
      {nobody.length > 0 && unnamed ? (
        <p className={styles.unread} role="alert">
          {t('web.opening_balances.nobody', {
            what: t('web.opening_debts.party'),
            names: nobody.join(t('web.list.comma')),
          })}
        </p>
      ) : null}
      <Section title={t('web.opening_debts.totals')} flush>
        <p className={styles.note}>
          {t('web.opening_debts.why', { day })}{' '}
          <Go to="/opening-balances">{t('web.nav.opening_balances')}</Go>
        </p>
        <DebtTotals
          totals={debts.totals}
          typed={(side) => typedOf(state, side)}
          waiting={(side) => carried.filter((one) => one.side === side).map((one) => one.party?.title ?? '')}
        />
      </Section>
      {may ? (
        <Section title={t('web.opening_debts.new')} flush>
          <div className={styles.scroll} onPaste={onPaste}>
            <DebtGrid rows={state.rows} wrong={wrong} act={act} day={day} />
          </div>
          <div className={styles.foot}>
            <Button size="small" type="link" icon={<PlusOutlined />} onClick={() => act({ more: true })}>
              {t('web.opening_debts.more')}
            </Button>
            <span className={styles.hint}>{t('web.opening_debts.hint')}</span>
          </div>
        </Section>
      ) : null}
      <EnteredDebts rows={debts.rows} count={count} />
      {pasting ? (
        <PasteDialog
          how={t('web.opening_debts.paste.how')}
          onCancel={() => setPasting(false)}
          onPaste={(text) => take(rowsOf(text))}
          onFile={(file) => void readSheet(file).then(take, sayRefused)}
        />
      ) : null}
      {question}
    </Page>
  );
}
