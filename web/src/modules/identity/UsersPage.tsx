import { UserAddOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useRecordMeta } from '../../api/records';
import { useAccess } from '../../kit/access';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { t } from '../../kit/i18n';
import { RecordList } from '../../kit/list/ListPage';
import type { ListScreenProps } from '../../kit/module';
import { useInvitations, useWithdraw, type Invitation } from './api';
import { InviteDialog } from './InviteDialog';
import styles from './UsersPage.module.css';

/** The people of the company, and those who are invited. */
export default function UsersPage({ path }: ListScreenProps) {
  const meta = useRecordMeta(path);
  const manages = useAccess().can('identity.user.manage');
  const invitations = useInvitations(manages);
  const [inviting, setInviting] = useState(false);
  if (!meta) return null;
  return (
    <>
      <RecordList
        meta={meta}
        mayCreate={false}
        above={invitations.data?.length ? <OpenInvitations invitations={invitations.data} /> : null}
        actions={
          manages ? (
            <Button type="primary" icon={<UserAddOutlined />} onClick={() => setInviting(true)}>
              {t('web.users.invite')}
            </Button>
          ) : null
        }
      />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  );
}

function OpenInvitations({ invitations }: { invitations: Invitation[] }) {
  const withdraw = useWithdraw();
  return (
    <ul className={styles.invitations} aria-label={t('web.users.invited')}>
      {invitations.map((invitation) => (
        <li key={invitation.id}>
          <span className={styles.mark}>{t('web.state.invited')}</span>
          <b>{invitation.name}</b>
          <span className="soft">{invitation.login}</span>
          <span>{invitation.role}</span>
          <span className="soft">
            {t('web.users.invited_until', { day: invitation.expires_at.slice(0, 10) })}
          </span>
          <ConfirmButton
            size="small"
            question={t('web.users.withdraw.question', { name: invitation.name })}
            explain={t('web.users.withdraw.explain')}
            confirm={t('web.users.withdraw')}
            command={() => withdraw.mutateAsync({ id: invitation.id, version: invitation.version })}
          >
            {t('web.users.withdraw')}
          </ConfirmButton>
        </li>
      ))}
    </ul>
  );
}
