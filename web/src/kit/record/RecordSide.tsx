import type { ReactNode } from 'react';
import { useMeta } from '../../api/records';
import type { RecordMeta } from '../../api/types';
import { t } from '../i18n';
import { Tabs } from '../Tabs';
import styles from './Sharing.module.css';
import { Team } from './Team';
import { WhySeen } from './WhySeen';

const hasTeam = (meta: RecordMeta): boolean => Boolean(meta.owner_field) && meta.customisable === true;

/** Beside a record: what happened to it, who works on it, and who sees it. */
export function RecordSide({ record, id, children }: { record: string; id: string; children: ReactNode }) {
  const meta = useMeta().records.find((item) => item.name === record);
  if (!meta?.scoped) return children;
  return (
    <section className={styles.side}>
      <Tabs
        label={t('web.sharing')}
        items={[
          { key: 'timeline', label: t('web.timeline'), children },
          ...(hasTeam(meta)
            ? [{ key: 'team', label: t('web.team'), children: <Team meta={meta} id={id} /> }]
            : []),
          { key: 'why', label: t('web.why_seen'), children: <WhySeen meta={meta} id={id} /> },
        ]}
      />
    </section>
  );
}
