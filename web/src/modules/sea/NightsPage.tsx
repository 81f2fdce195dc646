import { Button } from 'antd';
import { useState } from 'react';
import { useNight, useNights, useUndoNight, type Night, type NightReturned } from '../../api/sea';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { DateText, TimeText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { FallingTable } from './FallingTable';
import styles from './Sea.module.css';

/** The nights in which something fell, what it was, and the way back. */
export default function NightsPage() {
  const nights = useNights();
  const [told, setTold] = useState<string>();
  const undo = useUndoNight(({ progress }) =>
    setTold(
      t('web.sea.undo.progress', {
        done: progress.done,
        total: Math.max(progress.total ?? 0, progress.done),
      }),
    ),
  );
  const [open, setOpen] = useState<Night>();
  const [undone, setUndone] = useState<NightReturned>();
  return (
    <Page title={t('web.nav.nights')} actions={<Go to="/sea/tonight">{t('web.sea.tonight')}</Go>}>
      {nights.isPending ? <SkeletonRows rows={6} columns={4} /> : null}
      {nights.isError ? <ErrorPanel error={nights.error} onRetry={() => void nights.refetch()} /> : null}
      {nights.data?.length === 0 ? (
        <EmptyState title={t('web.sea.nights.none')} why={t('web.sea.nights.none.why')} />
      ) : null}
      {told ? (
        <p role="status" className="soft">
          {told}
        </p>
      ) : null}
      {undone && undone.kept > 0 ? (
        <Section title={t('web.sea.not_returned', { count: undone.kept })}>
          <ul className={styles.refused}>
            {undone.refused.map((one) => (
              <li key={one.id}>
                {t('web.sea.why', { title: one.title ?? t('web.sea.unseen'), reason: one.reason })}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {nights.data && nights.data.length > 0 ? (
        <SimpleTable<Night>
          label={t('web.nav.nights')}
          rows={nights.data}
          rowKey={(night) => night.id}
          onOpen={setOpen}
          columns={[
            {
              key: 'day',
              title: t('web.sea.night'),
              cell: (night) => (
                <button type="button" className={styles.linkish} onClick={() => setOpen(night)}>
                  <DateText value={night.day} />
                </button>
              ),
            },
            {
              key: 'count',
              title: t('web.sea.fallen'),
              numeric: true,
              cell: (night) => <span className="figure">{night.count}</span>,
            },
            {
              key: 'undone',
              title: t('web.sea.taken_back'),
              cell: (night) =>
                night.undone_at ? (
                  <>
                    {t('web.sea.returned', { count: night.returned ?? 0 })} · {night.undone_by}{' '}
                    <TimeText value={night.undone_at} />
                  </>
                ) : (
                  '–'
                ),
            },
            {
              key: 'undo',
              title: <span className="hidden-text">{t('web.actions')}</span>,
              numeric: true,
              cell: (night) =>
                night.allowed_actions.includes('undo') ? (
                  <ConfirmButton
                    size="small"
                    type="link"
                    question={t('web.sea.undo.question', { day: night.day, count: night.count })}
                    explain={t('web.sea.undo.explain')}
                    confirm={t('web.sea.undo')}
                    command={() =>
                      undo
                        .mutateAsync(night.id)
                        .then(setUndone)
                        .finally(() => setTold(undefined))
                    }
                    onDone={() => sayDone(t('web.sea.undone', { day: night.day }))}
                  >
                    {t('web.sea.undo')}
                  </ConfirmButton>
                ) : null,
            },
          ]}
        />
      ) : null}
      {open ? <Lines key={open.id} night={open} /> : null}
    </Page>
  );
}

function Lines({ night }: { night: Night }) {
  const [after, setAfter] = useState<string>();
  const page = useNight(night.id, after);
  const title = t('web.sea.night.of', { day: night.day });
  return (
    <Section flush title={title}>
      {page.isPending ? <SkeletonRows rows={5} columns={5} /> : null}
      {page.isError ? <ErrorPanel error={page.error} /> : null}
      {page.data ? <FallingTable label={title} path="parties" rows={page.data.items} /> : null}
      {page.data?.next_cursor ? (
        <div className={styles.more}>
          <Button onClick={() => setAfter(page.data.next_cursor ?? undefined)}>{t('web.sea.next')}</Button>
        </div>
      ) : null}
    </Section>
  );
}
