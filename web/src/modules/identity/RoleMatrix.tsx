import { DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popconfirm } from 'antd';
import { Go } from '../../kit/Go';
import { hasSentence, t, tx } from '../../kit/i18n';
import { sayDone, sayRefused } from '../../kit/toast';
import { useDeleteRole, type Permission, type Role } from './api';
import styles from './RolesPage.module.css';

interface RoleMatrixProps {
  roles: Role[];
  permissions: Permission[];
  held: (role: Role) => string[];
  editable: boolean;
  onFlip: (role: Role, names: string[], on: boolean) => void;
}

/** Permissions by module down, roles across. The owner always may do everything. */
export function RoleMatrix({ roles, permissions, held, editable, onFlip }: RoleMatrixProps) {
  const modules = [...new Set(permissions.map((permission) => permission.module))];
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label={t('web.nav.roles')}>
        <thead>
          <tr>
            <th scope="col">{t('web.roles.permission')}</th>
            {roles.map((role) => (
              <th key={role.id} scope="col">
                <RoleHead role={role} editable={editable} />
              </th>
            ))}
          </tr>
        </thead>
        {modules.map((module) => {
          const own = permissions.filter((permission) => permission.module === module);
          return (
            <tbody key={module}>
              <tr className={styles.module}>
                <th scope="rowgroup">{moduleName(module)}</th>
                {roles.map((role) => (
                  <td key={role.id}>
                    <Whole role={role} own={own} held={held(role)} editable={editable} onFlip={onFlip} />
                  </td>
                ))}
              </tr>
              {own.map((permission) => (
                <tr key={permission.name}>
                  <th scope="row" title={permission.name}>
                    {tx(permission.label)}
                  </th>
                  {roles.map((role) => (
                    <td key={role.id}>
                      <Checkbox
                        aria-label={`${role.name ?? ''} ${tx(permission.label)}`}
                        checked={held(role).includes(permission.name)}
                        disabled={!editable || role.builtin === 'owner'}
                        onChange={(event) => onFlip(role, [permission.name], event.target.checked)}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

const moduleName = (module: string): string =>
  hasSentence(`web.module.${module}`) ? tx(`web.module.${module}`) : module;

interface WholeProps {
  role: Role;
  own: Permission[];
  held: string[];
  editable: boolean;
  onFlip: (role: Role, names: string[], on: boolean) => void;
}

function Whole({ role, own, held, editable, onFlip }: WholeProps) {
  const names = own.map((permission) => permission.name);
  const count = names.filter((name) => held.includes(name)).length;
  return (
    <Checkbox
      aria-label={`${role.name ?? ''} ${moduleName(own[0]?.module ?? '')}`}
      checked={count === names.length}
      indeterminate={count > 0 && count < names.length}
      disabled={!editable || role.builtin === 'owner'}
      onChange={(event) => onFlip(role, names, event.target.checked)}
    />
  );
}

function RoleHead({ role, editable }: { role: Role; editable: boolean }) {
  const remove = useDeleteRole();
  const name = role.name ?? '';
  return (
    <span className={styles.role}>
      <Go to={`/roles/${role.id}`}>{name}</Go>
      {editable && role.builtin !== 'owner' ? (
        <Popconfirm
          title={t('web.record.delete.question', { title: name })}
          description={t('web.roles.delete.explain')}
          okText={t('web.record.delete')}
          okButtonProps={{ danger: true }}
          cancelText={t('web.cancel')}
          onConfirm={() =>
            remove
              .mutateAsync({ id: role.id, version: role.version })
              .then(() => sayDone(t('web.record.deleted', { title: name })), sayRefused)
          }
        >
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('web.roles.delete', { name })}
            title={t('web.roles.delete', { name })}
          />
        </Popconfirm>
      ) : null}
    </span>
  );
}
