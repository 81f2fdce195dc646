import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useAccess } from '../../kit/access';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { t } from '../../kit/i18n';
import { Page } from '../../kit/Page';
import { SkeletonRows } from '../../kit/Skeleton';
import { sayDone } from '../../kit/toast';
import { useChangeRole, usePermissions, useRoleNames, useRoles, type Role } from './api';
import { NewRoleDialog } from './NewRoleDialog';
import { RoleMatrix } from './RoleMatrix';
import styles from './RolesPage.module.css';

/** Roles and what they allow, as one table; changes hold from everybody's next step on. */
export default function RolesPage() {
  const names = useRoleNames();
  const { roles, error } = useRoles(names.data ?? []);
  const permissions = usePermissions();
  const manages = useAccess().can('identity.role.manage');
  const [creating, setCreating] = useState(false);
  const failed = names.error ?? error ?? permissions.error;
  const ready = names.data && roles && permissions.data;
  return (
    <>
      {ready ? (
        <Matrix
          key={roles.map((role) => `${role.id} ${role.version}`).join()}
          roles={roles}
          permissions={permissions.data}
          manages={manages}
          onCreate={() => setCreating(true)}
        />
      ) : (
        <Page full title={t('web.nav.roles')}>
          {failed ? <ErrorPanel error={failed} /> : <SkeletonRows rows={18} columns={6} />}
        </Page>
      )}
      {creating ? <NewRoleDialog roles={roles ?? []} onClose={() => setCreating(false)} /> : null}
    </>
  );
}

interface MatrixProps {
  roles: Role[];
  permissions: NonNullable<ReturnType<typeof usePermissions>['data']>;
  manages: boolean;
  onCreate: () => void;
}

type Held = Record<string, string[]>;

function Matrix({ roles, permissions, manages, onCreate }: MatrixProps) {
  const change = useChangeRole();
  const [held, setHeld] = useState<Held>({});
  const [failed, setFailed] = useState<unknown>(null);
  const [saving, setSaving] = useState(false);
  const changed = roles.filter(
    (role) => held[role.id] !== undefined && !same(held[role.id] ?? [], role.permissions),
  );
  const { question } = useLeaveGuard(changed.length > 0);

  const flip = (role: Role, names: string[], on: boolean): void =>
    setHeld((before) => {
      const now = new Set(before[role.id] ?? role.permissions);
      names.forEach((name) => (on ? now.add(name) : now.delete(name)));
      return { ...before, [role.id]: [...now].sort() };
    });

  const save = async (): Promise<void> => {
    setSaving(true);
    setFailed(null);
    try {
      for (const role of changed) {
        await change.mutateAsync({ id: role.id, version: role.version, permissions: held[role.id] ?? [] });
      }
      sayDone(t('web.roles.saved'));
    } catch (problem) {
      setFailed(problem);
    } finally {
      setSaving(false);
    }
  };

  return (
    <Page
      full
      title={t('web.nav.roles')}
      facts={changed.length > 0 ? t('web.roles.changed', { count: changed.length }) : t('web.roles.why')}
      actions={
        manages ? (
          <>
            {changed.length > 0 ? <Button onClick={() => setHeld({})}>{t('web.roles.undo')}</Button> : null}
            <Button icon={<PlusOutlined />} onClick={onCreate}>
              {t('web.roles.create')}
            </Button>
            <Button
              type="primary"
              disabled={changed.length === 0}
              loading={saving}
              onClick={() => void save()}
            >
              {t('web.save')}
            </Button>
          </>
        ) : null
      }
    >
      {failed ? (
        <div className={styles.panel}>
          <ErrorPanel error={failed} />
        </div>
      ) : null}
      <RoleMatrix
        roles={roles}
        permissions={permissions}
        held={(role) => held[role.id] ?? role.permissions}
        editable={manages}
        onFlip={flip}
      />
      {question}
    </Page>
  );
}

const same = (a: string[], b: string[]): boolean => [...a].sort().join() === [...b].sort().join();
