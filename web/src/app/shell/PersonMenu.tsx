import { useChangeMe, useChooseTenant, useLogOut, useMe, useOwnTenants } from '../../api/session';
import { useGo } from '../../kit/Go';
import { chooseLanguage, t, useLanguage, type Language, type MessageKey } from '../../kit/i18n';
import { Menu, type MenuItem } from '../../kit/Menu';
import { preferences, usePreferences, type ModeChoice } from '../../kit/preferences';
import type { Density } from '../../kit/theme';
import { sayRefused } from '../../kit/toast';
import styles from './TopBar.module.css';

const LANGUAGES: [Language, string][] = [
  ['zh-CN', '简体中文'],
  ['en', 'English'],
];
const MODES: [ModeChoice, MessageKey][] = [
  ['light', 'web.look.light'],
  ['dark', 'web.look.dark'],
  ['system', 'web.look.system'],
];
const DENSITIES: [Density, MessageKey][] = [
  ['compact', 'web.density.compact'],
  ['comfortable', 'web.density.comfortable'],
];

/** Language, look, density, own account, log out. */
export function PersonMenu() {
  const me = useMe();
  const go = useGo();
  const language = useLanguage();
  const { mode, density } = usePreferences();
  const logOut = useLogOut();
  const changeMe = useChangeMe();
  const tenants = useOwnTenants();
  const choose = useChooseTenant();

  const leave: MenuItem = {
    key: 'leave',
    label: t('web.log_out'),
    onChoose: () => logOut.mutate({}, { onSuccess: () => go('/log-in'), onError: sayRefused }),
  };
  return (
    <Menu
      label={t('web.person_menu')}
      wordy
      buttonClass={styles.person}
      button={
        <>
          <span className={styles.face} aria-hidden="true">
            {[...me.name].slice(-2).join('')}
          </span>
          <span className={styles.who}>
            <span className="ellipsis">{me.name}</span>
            <small className="ellipsis">{me.company}</small>
          </span>
        </>
      }
      groups={[
        {
          key: 'own',
          items: [{ key: 'account', label: t('web.nav.my_account'), onChoose: () => go('/account') }],
        },
        ...(tenants.data && tenants.data.length > 1
          ? [
              {
                key: 'tenants',
                title: t('web.tenants'),
                items: tenants.data.map((tenant) => ({
                  key: tenant.tenant_id,
                  label: tenant.name,
                  checked: tenant.current,
                  onChoose: () =>
                    choose.mutate(
                      { tenant_id: tenant.tenant_id },
                      { onSuccess: () => window.location.assign('/'), onError: sayRefused },
                    ),
                })),
              },
            ]
          : []),
        {
          key: 'language',
          title: t('web.language'),
          items: LANGUAGES.map(([key, label]) => ({
            key,
            label,
            checked: key === language,
            onChoose: () => {
              changeMe.mutate({ language: key });
              void chooseLanguage(key);
            },
          })),
        },
        {
          key: 'look',
          title: t('web.look'),
          items: MODES.map(([key, label]) => ({
            key,
            label: t(label),
            checked: key === mode,
            onChoose: () => preferences.set((now) => ({ ...now, mode: key })),
          })),
        },
        {
          key: 'density',
          title: t('web.density'),
          items: DENSITIES.map(([key, label]) => ({
            key,
            label: t(label),
            checked: key === density,
            onChoose: () => preferences.set((now) => ({ ...now, density: key })),
          })),
        },
        { key: 'leave', items: [leave] },
      ]}
    />
  );
}
