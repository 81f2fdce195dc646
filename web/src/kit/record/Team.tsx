import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useAddMember, useMembers, useRemoveMember, type Member } from '../../api/sharing';
import type { RecordMeta } from '../../api/types';
import { ConfirmButton } from '../ConfirmButton';
import { DateText } from '../DateText';
import { EmptyState } from '../EmptyState';
import { ErrorPanel } from '../ErrorPanel';
import { t } from '../i18n';
import { ReferencePicker } from '../ReferencePicker';
import { SimpleTable } from '../SimpleTable';
import { SkeletonRows } from '../Skeleton';
import { sayDone } from '../toast';
import styles from './Sharing.module.css';

type May = 'read' | 'write';
const may = (word: string): string => t(word === 'write' ? 'web.team.write' : 'web.team.read');

/** People who see or change a record beside its owner, and until when. */
export function Team({ meta, id }: { meta: RecordMeta; id: string }) {
  const members = useMembers(meta.path, id);
  const remove = useRemoveMember(meta.path, id);
  const manages = meta.allowed.includes('update');
  return (
    <div className={styles.body}>
      <p className="soft">{t('web.team.help')}</p>
      {manages ? <AddMember path={meta.path} id={id} /> : null}
      {members.isPending ? <SkeletonRows rows={3} columns={3} /> : null}
      {members.isError ? <ErrorPanel error={members.error} /> : null}
      {members.data?.length === 0 ? <EmptyState small title={t('web.team.none')} /> : null}
      {members.data && members.data.length > 0 ? (
        <SimpleTable<Member>
          label={t('web.team')}
          columns={[
            { key: 'who', title: t('web.team.who'), cell: (member) => member.user.title },
            { key: 'may', title: t('web.team.may'), cell: (member) => may(member.may) },
            { key: 'until', title: t('web.team.until'), cell: (member) => <Until member={member} /> },
            ...(manages
              ? [
                  {
                    key: 'remove',
                    title: <span className="hidden-text">{t('web.actions')}</span>,
                    numeric: true,
                    cell: (member: Member) => (
                      <ConfirmButton
                        size="small"
                        type="link"
                        question={t('web.team.remove.question', { name: String(member.user.title) })}
                        explain={t('web.team.remove.explain')}
                        confirm={t('web.team.remove')}
                        command={() => remove.mutateAsync({ user: member.user.id, version: member.version })}
                      >
                        {t('web.team.remove')}
                      </ConfirmButton>
                    ),
                  },
                ]
              : []),
          ]}
          rows={members.data}
          rowKey={(member) => member.user.id}
        />
      ) : null}
    </div>
  );
}

function Until({ member }: { member: Member }) {
  if (!member.ends_on) return <span className="soft">{t('web.team.always')}</span>;
  return (
    <>
      <DateText value={member.ends_on} />{' '}
      {member.over ? <span className="soft">{t('web.team.over')}</span> : null}
    </>
  );
}

function AddMember({ path, id }: { path: string; id: string }) {
  const add = useAddMember(path, id);
  const [person, setPerson] = useState<string>();
  const [right, setRight] = useState<May>('read');
  const [until, setUntil] = useState<string>();
  return (
    <>
      <div className={styles.add}>
        <ReferencePicker
          label={t('web.team.who')}
          path="users"
          value={person}
          onChange={(found) => setPerson(found?.id)}
        />
        <Select<May>
          aria-label={t('web.team.may')}
          value={right}
          options={(['read', 'write'] as const).map((value) => ({ value, label: may(value) }))}
          onChange={setRight}
        />
        <DatePicker
          aria-label={t('web.team.until')}
          placeholder={t('web.team.until')}
          value={until ? dayjs(until) : null}
          onChange={(day) => setUntil(day ? day.format('YYYY-MM-DD') : undefined)}
        />
        <Button
          disabled={!person}
          loading={add.isPending}
          onClick={() =>
            person &&
            add.mutate(
              { user_id: person, may: right, ends_on: until ?? null },
              {
                onSuccess: (member) => {
                  setPerson(undefined);
                  sayDone(t('web.team.added', { name: String(member.user.title) }));
                },
              },
            )
          }
        >
          {t('web.team.add')}
        </Button>
      </div>
      {add.isError ? <ErrorPanel error={add.error} /> : null}
    </>
  );
}
