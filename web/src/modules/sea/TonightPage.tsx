import { useEffect } from 'react';
import { useSimulate } from '../../api/sea';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { FallingTable } from './FallingTable';

/** What falls into the seas tonight, and why; nothing is written. */
export default function TonightPage() {
  const simulate = useSimulate();
  const { mutate } = simulate;
  useEffect(() => mutate({ record: 'party' }), [mutate]);
  const told = simulate.data;
  return (
    <Page
      title={t('web.sea.tonight')}
      facts={
        told ? <span className="figure">{t('web.sea.tonight.count', { count: told.count })}</span> : null
      }
      actions={<Go to="/sea/nights">{t('web.nav.nights')}</Go>}
    >
      {simulate.isPending ? <SkeletonRows rows={8} columns={5} /> : null}
      {simulate.isError ? (
        <ErrorPanel error={simulate.error} onRetry={() => mutate({ record: 'party' })} />
      ) : null}
      {told?.count === 0 ? (
        <EmptyState title={t('web.sea.tonight.none')} why={t('web.sea.tonight.none.why')} />
      ) : null}
      {told && told.count > 0 ? (
        <>
          <Section title={t('web.sea.by_rule')}>
            <ul>
              {told.by_rule.map((one) => (
                <li key={`${one.pool} ${one.rule}`}>
                  {t('web.sea.by_rule.line', { pool: one.pool, rule: one.rule, count: one.count })}
                </li>
              ))}
            </ul>
          </Section>
          <Section flush title={t('web.sea.tonight')}>
            <FallingTable label={t('web.sea.tonight')} path="parties" rows={told.items} />
          </Section>
        </>
      ) : null}
    </Page>
  );
}
