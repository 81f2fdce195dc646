import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useMyNight, type Falling } from '../../api/sea';
import { DateText } from '../../kit/DateText';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t } from '../../kit/i18n';
import { Page, Section } from '../../kit/Page';
import { SimpleTable } from '../../kit/SimpleTable';
import { SkeletonRows } from '../../kit/Skeleton';
import styles from './Sea.module.css';

/** What fell in a night and was mine, with the reason; where it lies now it can be claimed again. */
export default function FallenPage() {
  const { id = '' } = useParams({ strict: false });
  const [after, setAfter] = useState<string>();
  const page = useMyNight(id, after);
  const title = t('web.sea.fallen.mine');
  return (
    <Page title={title} actions={<Go to="/sea">{t('web.nav.sea')}</Go>}>
      <Section flush title={title}>
        {page.isPending ? <SkeletonRows rows={5} columns={4} /> : null}
        {page.isError ? <ErrorPanel error={page.error} /> : null}
        {page.data?.items.length === 0 ? <EmptyState small title={t('web.sea.fallen.none')} /> : null}
        {page.data && page.data.items.length > 0 ? (
          <SimpleTable<Falling>
            label={title}
            rows={page.data.items}
            rowKey={(row) => row.record_id}
            columns={[
              { key: 'title', title: t('web.sea.record'), cell: (row) => row.title },
              { key: 'reason', title: t('web.sea.reason'), cell: (row) => row.reason },
              { key: 'pool', title: t('web.sea.into'), cell: (row) => row.pool.title },
              { key: 'due', title: t('web.sea.due_on'), cell: (row) => <DateText value={row.due_on} /> },
            ]}
          />
        ) : null}
        {page.data?.next_cursor ? (
          <div className={styles.more}>
            <Button onClick={() => setAfter(page.data.next_cursor ?? undefined)}>{t('web.sea.next')}</Button>
          </div>
        ) : null}
      </Section>
    </Page>
  );
}
