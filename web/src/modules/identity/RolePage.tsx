import { Button } from 'antd';
import { useState } from 'react';
import type { Schemas } from '../../api/client';
import { useAccess } from '../../kit/access';
import { DocumentPage } from '../../kit/document/DocumentPage';
import { useLeaveGuard } from '../../kit/form/useLeaveGuard';
import { t } from '../../kit/i18n';
import type { RecordScreenProps } from '../../kit/module';
import { Tabs } from '../../kit/Tabs';
import { sayDone } from '../../kit/toast';
import { usePermissions, useReshapeRole, useRole, type Role } from './api';
import { RoleFields } from './RoleFields';
import { RoleRights } from './RoleRights';

export interface Rights {
  permissions: string[];
  scopes: Record<string, unknown>;
  fields: Record<string, Record<string, string>>;
}

const rightsOf = (role: Role): Rights => ({
  permissions: role.permissions,
  scopes: role.scopes,
  fields: role.fields,
});

/** What one role allows: with which records, on which rows, with which fields. */
export default function RolePage({ path, id }: RecordScreenProps) {
  const role = useRole(id);
  const change = useReshapeRole(id);
  const manages = useAccess().can('identity.role.manage');
  const [draft, setDraft] = useState<Rights>();
  const { question } = useLeaveGuard(draft !== undefined);
  const save = (etag: string, rights: Rights): void =>
    change.mutate(
      { etag, change: rights as Schemas['ChangeRoleBody'] },
      {
        onSuccess: () => {
          setDraft(undefined);
          sayDone(t('web.roles.saved_one'));
        },
      },
    );
  return (
    <DocumentPage
      path={path}
      document={role}
      title={(value) => value.name ?? ''}
      facts={() => null}
      actions={() =>
        manages && role.data && role.data.value.builtin !== 'owner' ? (
          <>
            {draft ? <Button onClick={() => setDraft(undefined)}>{t('web.roles.undo')}</Button> : null}
            <Button
              type="primary"
              disabled={!draft}
              loading={change.isPending}
              onClick={() => draft && role.data && save(role.data.etag, draft)}
            >
              {t('web.save')}
            </Button>
          </>
        ) : null
      }
      refusal={change.error}
    >
      {(value) => (
        <>
          <p className="soft">
            {value.builtin === 'owner' ? t('web.roles.owner') : t('web.roles.rights.help')}
          </p>
          <Editor
            rights={draft ?? rightsOf(value)}
            editable={manages && value.builtin !== 'owner'}
            onChange={setDraft}
          />
          {question}
        </>
      )}
    </DocumentPage>
  );
}

export interface EditProps {
  rights: Rights;
  editable: boolean;
  onChange: (rights: Rights) => void;
}

function Editor(props: EditProps) {
  const permissions = usePermissions();
  return (
    <Tabs
      label={t('web.nav.roles')}
      items={[
        {
          key: 'rights',
          label: t('web.roles.rights'),
          children: <RoleRights {...props} permissions={permissions.data ?? []} />,
        },
        { key: 'fields', label: t('web.roles.fields'), children: <RoleFields {...props} /> },
      ]}
    />
  );
}
