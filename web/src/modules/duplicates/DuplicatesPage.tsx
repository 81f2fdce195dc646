import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useDuplicateGroups } from '../../api/duplicates';
import { useRecordMeta } from '../../api/records';
import type { Schemas } from '../../api/client';
import type { RecordMeta } from '../../api/types';
import { useAccess } from '../../kit/access';
import { EmptyState } from '../../kit/EmptyState';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import styles from './Duplicates.module.css';
import { nameless } from '../../kit/nameless';

type Group = Schemas['DuplicateGroup'];

/** Groups of records of one kind that are probably one, and the way to compare two of each. */
export default function DuplicatesPage() {
  const { path = '' } = useParams({ strict: false }) as { path?: string };
  const meta = useRecordMeta(path);
  const { can } = useAccess();
  const go = useGo();
  const mayLook = meta?.allowed.includes('update') === true;
  const found = useDuplicateGroups(path, mayLook);
  if (!meta || !mayLook) {
    return (
      <Page title={t('web.duplicates')}>
        <EmptyState title={t('web.no_right.title')} why={t('web.no_right.why')} />
      </Page>
    );
  }
  const groups = found.data?.groups ?? [];
  return (
    <Page
      title={t('web.duplicates.of', { what: tx(meta.label) })}
      facts={found.data ? <span>{t('web.duplicates.groups', { count: groups.length })}</span> : null}
      actions={
        <>
          <Button onClick={() => go('/merges')}>{t('web.merges')}</Button>
          {can('records.shape.manage') ? (
            <Button onClick={() => go(`/duplicate-rules/${meta.name}`)}>{t('web.duplicate_rules')}</Button>
          ) : null}
        </>
      }
    >
      {found.isPending ? <SkeletonRows rows={8} columns={3} /> : null}
      {found.isError ? <ErrorPanel error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.data && groups.length === 0 ? (
        <EmptyState title={t('web.duplicates.none')} why={t('web.duplicates.none.why')} />
      ) : null}
      <div className={styles.groups}>
        {groups.map((group) => (
          <GroupCard
            key={`${group.field} ${group.records.map((record) => record.id).join()}`}
            meta={meta}
            group={group}
          />
        ))}
      </div>
      {found.data && !found.data.complete ? <p className="soft">{t('web.duplicates.cut')}</p> : null}
    </Page>
  );
}

/** The records of a group; two of them are chosen to be compared, at first the first two. */
function GroupCard({ meta, group }: { meta: RecordMeta; group: Group }) {
  const [chosen, setChosen] = useState(group.records.slice(0, 2).map((record) => record.id));
  const go = useGo();
  const field = meta.fields.find((item) => item.name === group.field);
  const pick = (id: string, on: boolean): void =>
    setChosen((ids) => (on ? [...ids, id].slice(-2) : ids.filter((other) => other !== id)));
  const mayMerge = meta.allowed.includes('delete');
  return (
    <section className={styles.group}>
      <h2>
        {t(group.method === 'domain' ? 'web.duplicates.same_domain' : 'web.duplicates.same', {
          field: tx(field?.label) || group.field,
        })}
      </h2>
      <ul>
        {group.records.map((record) => (
          <li key={record.id}>
            {group.records.length > 2 && mayMerge ? (
              <input
                type="checkbox"
                aria-label={t('web.duplicates.pick', { title: record.title })}
                checked={chosen.includes(record.id)}
                onChange={(event) => pick(record.id, event.target.checked)}
              />
            ) : null}
            <Go to={recordUrl(meta.path, record.id)}>{record.title || nameless()}</Go>
          </li>
        ))}
      </ul>
      {mayMerge ? (
        <Button
          disabled={chosen.length !== 2}
          onClick={() => go(`/compare/${meta.path}`, { search: { a: chosen[0], b: chosen[1] } })}
        >
          {t('web.duplicates.compare')}
        </Button>
      ) : null}
    </section>
  );
}
