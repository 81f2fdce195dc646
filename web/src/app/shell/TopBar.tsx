import {
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  PlusOutlined,
  QuestionCircleOutlined,
  SearchOutlined,
} from '@ant-design/icons';
import { useMe } from '../../api/session';
import { useGo } from '../../kit/Go';
import { modKey } from '../../kit/hotkeys';
import { t } from '../../kit/i18n';
import { Menu } from '../../kit/Menu';
import { preferences, usePreferences } from '../../kit/preferences';
import { Bell } from '../../modules/notices/Bell';
import { useQuickCreates, type Area } from '../areas';
import { PersonMenu } from './PersonMenu';
import styles from './TopBar.module.css';

interface TopBarProps {
  onSearch: () => void;
  onHelp: () => void;
  area: Area | undefined;
}

/** Search, quick create, help, notices, person. */
export function TopBar({ onSearch, onHelp, area }: TopBarProps) {
  const me = useMe();
  const folded = usePreferences().columnFolded;
  const foldable = area !== undefined && area.key !== 'workbench';
  return (
    <header className={styles.bar}>
      {foldable ? (
        <button
          type="button"
          className={`${styles.icon} ${styles.fold}`}
          aria-label={t(folded ? 'web.column.show' : 'web.column.hide')}
          title={t(folded ? 'web.column.show' : 'web.column.hide')}
          onClick={() => preferences.set((now) => ({ ...now, columnFolded: !folded }))}
        >
          {folded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        </button>
      ) : null}
      <button type="button" className={styles.search} onClick={onSearch}>
        <SearchOutlined aria-hidden="true" />
        <span className="ellipsis">{t('web.search.invite')}</span>
        <kbd>{modKey()} K</kbd>
      </button>
      <div className={styles.end}>
        {me.demo ? <span className={styles.demo}>{t('web.demo.badge')}</span> : null}
        <span className={styles.create}>
          <QuickCreateMenu />
        </span>
        <button
          type="button"
          className={`${styles.icon} ${styles.help}`}
          aria-label={t('web.help')}
          title={t('web.help')}
          onClick={onHelp}
        >
          <QuestionCircleOutlined />
        </button>
        <Bell buttonClass={styles.icon} />
        <PersonMenu />
      </div>
    </header>
  );
}

/** On a phone creating is at the thumb, in the bottom bar. */
function QuickCreateMenu() {
  const creates = useQuickCreates();
  const go = useGo();
  if (creates.length === 0) return null;
  return (
    <Menu
      label={t('web.quick_create')}
      button={<PlusOutlined />}
      buttonClass={styles.icon}
      groups={[
        {
          key: 'create',
          title: t('web.quick_create'),
          items: creates.map((create) => ({
            key: create.to,
            label: t(create.label),
            onChoose: () => go(create.to),
          })),
        },
      ]}
    />
  );
}
