import { useState } from 'react';
import { useReasons, type Reason } from '../../api/sharing';
import { useMe } from '../../api/session';
import type { Condition, RecordMeta } from '../../api/types';
import { useAccess } from '../access';
import { ErrorPanel } from '../ErrorPanel';
import { t, tx } from '../i18n';
import { groupOf } from '../list/conditions';
import { PartSentence } from '../list/Sentence';
import { ReferencePicker } from '../ReferencePicker';
import { SkeletonRows } from '../Skeleton';
import styles from './Sharing.module.css';

/** Who sees a record and why, in plain sentences; for anybody, where one may ask about others. */
export function WhySeen({ meta, id }: { meta: RecordMeta; id: string }) {
  const me = useMe();
  const asks = useAccess().can('identity.user.see_as');
  const [person, setPerson] = useState<string | undefined>(me.user_id);
  const reasons = useReasons(meta.path, id, person === me.user_id ? undefined : person);
  return (
    <div className={styles.body}>
      {asks ? (
        <ReferencePicker
          label={t('web.why_seen.person')}
          path="users"
          value={person}
          onChange={(found) => setPerson(found?.id ?? me.user_id)}
        />
      ) : null}
      {reasons.isPending ? <SkeletonRows rows={5} columns={1} /> : null}
      {reasons.isError ? <ErrorPanel error={reasons.error} /> : null}
      {reasons.data?.actions.map((action) => (
        <div key={action.action} className={styles.action}>
          <h3>
            <span className={action.allowed ? styles.yes : styles.no} aria-hidden="true">
              {action.allowed ? '✓' : '✕'}
            </span>{' '}
            {t(action.allowed ? 'web.why_seen.may' : 'web.why_seen.may_not', {
              name: reasons.data.name,
              action: tx(`web.why_seen.action.${action.action}`),
            })}
          </h3>
          <ul className={styles.reasons}>
            {action.reasons.length === 0 ? <li>{t('web.why_seen.no_role')}</li> : null}
            {action.reasons.map((reason, at) => (
              <li key={at} className={reason.holds ? styles.holds : undefined}>
                <Sentence reason={reason} meta={meta} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {reasons.data ? <Fields meta={meta} fields={reasons.data.fields} /> : null}
    </div>
  );
}

function Sentence({ reason, meta }: { reason: Reason; meta: RecordMeta }) {
  if (reason.way === 'team') return <>{t(reason.holds ? 'web.why_seen.team' : 'web.why_seen.team.not')}</>;
  const scope = tx(`web.scope.${reason.scope ?? 'all'}`);
  const sentence = t(reason.holds ? 'web.why_seen.role' : 'web.why_seen.role.not', {
    role: reason.role ?? '',
    scope,
  });
  return (
    <>
      {sentence}
      {reason.condition ? (
        <>
          {' '}
          <PartSentence part={groupOf(reason.condition as Condition)} fields={meta.fields} />
        </>
      ) : null}
    </>
  );
}

function Fields({ meta, fields }: { meta: RecordMeta; fields: Record<string, string> }) {
  const names = Object.entries(fields);
  if (names.length === 0) return <p className="soft">{t('web.why_seen.all_fields')}</p>;
  return (
    <div className={styles.action}>
      <h3>{t('web.why_seen.fields')}</h3>
      <ul className={styles.reasons}>
        {names.map(([name, level]) => (
          <li key={name}>
            {tx(`field.${meta.name}.${name}`)}: {tx(`web.level.${level}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
