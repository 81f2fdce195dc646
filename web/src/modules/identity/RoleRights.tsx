import { useMeta } from '../../api/records';
import { hasSentence, t, tx } from '../../kit/i18n';
import { SimpleTable, type SimpleColumn } from '../../kit/SimpleTable';
import type { Permission } from './api';
import type { EditProps } from './RolePage';
import styles from './RolesPage.module.css';
import { ScopeSelect } from './ScopeSelect';

const VERBS = ['view', 'create', 'update', 'delete', 'import', 'export', 'transfer'] as const;

/** The permissions that belong to one thing: `sales.order` has view, create, confirm. */
interface Row {
  key: string;
  label: string;
  module: string;
  plain: Partial<Record<string, Permission>>;
  others: Permission[];
}

const thingOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));
const verbOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
const moduleName = (module: string): string =>
  hasSentence(`web.module.${module}`) ? tx(`web.module.${module}`) : module;

function rowsOf(permissions: Permission[], known: Set<string>): Row[] {
  const rows = new Map<string, Row>();
  for (const permission of permissions) {
    const key = thingOf(permission.name);
    const row = rows.get(key) ?? { key, label: '', module: permission.module, plain: {}, others: [] };
    const verb = verbOf(permission.name);
    if ((VERBS as readonly string[]).includes(verb)) row.plain[verb] = permission;
    else row.others.push(permission);
    if (verb === 'view' && permission.record && known.has(permission.record))
      row.label = tx(`record.${permission.record}`);
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => Number(a.label === '') - Number(b.label === ''));
}

/** Record by action: each cell says whether the role may, and on which rows. */
export function RoleRights({
  rights,
  editable,
  onChange,
  permissions,
}: EditProps & { permissions: Permission[] }) {
  const known = new Set(useMeta().records.map((record) => record.name));
  const rows = rowsOf(permissions, known);
  const put = (name: string, scope: unknown): void => {
    const scopes = Object.fromEntries(Object.entries(rights.scopes).filter(([other]) => other !== name));
    const held = rights.permissions.filter((other) => other !== name);
    onChange({
      ...rights,
      permissions: scope === null ? held : [...held, name].sort(),
      scopes: scope === null || scope === 'all' ? scopes : { ...scopes, [name]: scope },
    });
  };
  const cell = (permission: Permission | undefined, wide = false) =>
    permission ? (
      <ScopeSelect
        key={permission.name}
        permission={permission}
        scope={
          rights.permissions.includes(permission.name) ? (rights.scopes[permission.name] ?? 'all') : null
        }
        editable={editable}
        wide={wide}
        onChange={(scope) => put(permission.name, scope)}
      />
    ) : null;
  const columns: SimpleColumn<Row>[] = [
    {
      key: 'record',
      title: t('web.roles.record'),
      cell: (row) => (
        <span className={styles.thing}>
          {row.label || moduleName(row.module)}
          {row.label ? <small className="soft">{moduleName(row.module)}</small> : null}
        </span>
      ),
    },
    ...VERBS.map((verb) => ({
      key: verb,
      title: tx(`web.roles.column.${verb}`),
      cell: (row: Row) => cell(row.plain[verb]),
    })),
    {
      key: 'others',
      title: t('web.roles.others'),
      cell: (row) =>
        row.others.length > 0 ? (
          <span className={styles.others}>{row.others.map((permission) => cell(permission, true))}</span>
        ) : null,
    },
  ];
  return (
    <div className={styles.rights}>
      <SimpleTable<Row>
        label={t('web.roles.rights')}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
      />
    </div>
  );
}
