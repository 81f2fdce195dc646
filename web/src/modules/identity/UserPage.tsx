import { Button, Modal, Select } from 'antd';
import { useState } from 'react';
import { useRecordMeta } from '../../api/records';
import { useMe } from '../../api/session';
import { useLookAs } from '../../api/sharing';
import type { RecordRow } from '../../api/types';
import { useAccess } from '../../kit/access';
import { AllowedActions, type VerbLook } from '../../kit/document/AllowedActions';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { useVerbs } from '../../kit/document/useVerbs';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go, recordUrl, useGo } from '../../kit/Go';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Section } from '../../kit/Page';
import { RecordFacts } from '../../kit/record/Facts';
import { History } from '../../kit/record/History';
import { Status } from '../../kit/Status';
import { sayDone, sayRefused } from '../../kit/toast';
import { useChangeRolesOf, useResetLink, useRoleNames, useSessionsOf, useUser, type User } from './api';
import { LinkDialog } from './LinkDialog';
import { SessionList } from './SessionList';
import styles from './UserPage.module.css';

const RESET_MINUTES = 30;

const LOOKS: Record<string, VerbLook> = {
  activate: { label: 'web.users.activate' },
  deactivate: {
    label: 'web.users.deactivate',
    ask: { question: 'web.users.deactivate.question', explain: 'web.users.deactivate.explain' },
  },
};

/** A person of the company: place, roles, and where he is logged in. */
export default function UserPage({ path, id }: RecordScreenProps) {
  const user = useUser(id);
  const meta = useRecordMeta(path);
  const me = useMe();
  const go = useGo();
  const { can } = useAccess();
  const verbs = useVerbs(path, id, { activate: 'web.users.activated', deactivate: 'web.users.deactivated' });
  const look = useLookAs();
  const [choosing, setChoosing] = useState(false);
  const link = useResetLink();
  const manages = can('identity.user.manage');
  return (
    <DocumentPage
      path={path}
      document={user}
      title={(value) => value.name ?? ''}
      facts={(value) => (
        <>
          <Status state={value.active ? 'active' : 'inactive'} />
          <span>{value.login}</span>
        </>
      )}
      actions={(value) => (
        <>
          <AllowedActions
            allowed={value.id === me.user_id ? [] : value.allowed_actions}
            looks={LOOKS}
            pending={verbs.pending}
            onAct={(verb) => verbs.act(verb)}
          />
          {can('identity.user.see_as') && value.id !== me.user_id && value.active ? (
            <Button
              loading={look.isPending}
              onClick={() => look.mutate({ user_id: value.id }, { onError: sayRefused })}
            >
              {t('web.look_as')}
            </Button>
          ) : null}
          {can('records.hand_over.run') ? (
            <Button onClick={() => go(`${recordUrl(path, id)}/hand-over`)}>{t('web.hand_over')}</Button>
          ) : null}
          {manages ? (
            <>
              {value.id !== me.user_id && value.active ? (
                <Button
                  loading={link.isPending}
                  onClick={() => link.mutate(value.id, { onError: sayRefused })}
                >
                  {t('web.users.reset_link')}
                </Button>
              ) : null}
              <Button onClick={() => setChoosing(true)}>{t('web.users.roles')}</Button>
              <Button type="primary" onClick={() => go(`${recordUrl(path, id)}/edit`)}>
                {t('web.record.edit')}
              </Button>
            </>
          ) : null}
        </>
      )}
      refusal={verbs.refusal}
      side={<History record="app_user" id={id} />}
    >
      {(value) => (
        <>
          <Section title={t('web.nav.roles')}>
            {value.roles.length === 0 ? (
              <span className="soft">{t('web.users.no_role')}</span>
            ) : (
              <ul className={styles.roles}>
                {value.roles.map((role) => (
                  <li key={role.id}>
                    {can('identity.role.view') ? <Go to={`/roles/${role.id}`}>{role.title}</Go> : role.title}
                  </li>
                ))}
              </ul>
            )}
          </Section>
          {meta ? (
            <RecordFacts meta={meta} record={value as unknown as RecordRow} without={['name', 'active']} />
          ) : null}
          <SessionsOf id={id} />
          {link.data ? (
            <LinkDialog
              title={t('web.users.reset_link.of', { name: value.name ?? '' })}
              link={link.data.link}
              onClose={link.reset}
            >
              {t('web.users.reset_link.hand', { minutes: RESET_MINUTES })}
            </LinkDialog>
          ) : null}
          {choosing && user.data ? (
            <ChooseRoles user={value} etag={user.data.etag} onClose={() => setChoosing(false)} />
          ) : null}
        </>
      )}
    </DocumentPage>
  );
}

function SessionsOf({ id }: { id: string }) {
  const allowed = useAccess().can('identity.session.end');
  const sessions = useSessionsOf(id, allowed);
  if (!allowed) return null;
  return (
    <Section title={t('web.account.sessions')} flush>
      <SessionList sessions={sessions} />
    </Section>
  );
}

function ChooseRoles({ user, etag, onClose }: { user: User; etag: string; onClose: () => void }) {
  const roles = useRoleNames();
  const change = useChangeRolesOf(user.id);
  const [chosen, setChosen] = useState(user.roles.map((role) => role.id));
  return (
    <Modal
      open
      title={t('web.users.roles_of', { name: user.name ?? '' })}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      confirmLoading={change.isPending}
      onCancel={onClose}
      onOk={() =>
        change.mutate(
          { role_ids: chosen, etag },
          {
            onSuccess: () => {
              sayDone(t('web.form.saved'));
              onClose();
            },
          },
        )
      }
    >
      {change.isError ? <ErrorPanel error={change.error} /> : null}
      <Select
        mode="multiple"
        aria-label={t('web.nav.roles')}
        style={{ width: '100%', marginTop: 8 }}
        loading={roles.isPending}
        value={chosen}
        options={(roles.data ?? []).map((role) => ({ value: role.id, label: role.name }))}
        onChange={setChosen}
      />
      <p className="soft" style={{ marginTop: 8 }}>
        {t('web.users.roles.why')}
      </p>
    </Modal>
  );
}
