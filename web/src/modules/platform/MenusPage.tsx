import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Checkbox, Switch } from 'antd';
import { useState } from 'react';
import { useChangeMenus, useMenus, useResetMenus, type Menus } from '../../api/look';
import { ConfirmButton } from '../../kit/ConfirmButton';
import { ErrorPanel } from '../../kit/ErrorPanel';
import { Go } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { ALWAYS_SHOWN, inAreaOrder, inEntryOrder, navigation } from '../../kit/navigation';
import { Page, Section } from '../../kit/Page';
import { useStore } from '../../kit/store';
import { sayDone } from '../../kit/toast';
import styles from './MenusPage.module.css';

interface Draft {
  areas: string[];
  hidden: string[];
  order: Record<string, string[]>;
  off: string[];
}

const draftOf = (menus: Menus): Draft => ({
  areas: menus.areas,
  hidden: menus.hidden,
  order: menus.order,
  off: menus.parts.filter((part) => !part.on).map((part) => part.name),
});

/** Parts in use, and the order and sight of areas and entries, for everybody in the company. */
export default function MenusPage() {
  const menus = useMenus();
  return <Editor key={menus.version} menus={menus} />;
}

function Editor({ menus }: { menus: Menus }) {
  const [draft, setDraft] = useState(() => draftOf(menus));
  const change = useChangeMenus(menus.version);
  const reset = useResetMenus();
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(menus));
  const save = (): void => {
    const order = Object.entries(draft.order).map(([area, entries]) => ({ area, entries }));
    // The new version draws the editor anew; what was refused stays on the page.
    void change.mutateAsync({ ...draft, order }).then(
      () => sayDone(t('web.form.saved')),
      () => undefined,
    );
  };
  return (
    <Page
      title={t('web.nav.menus')}
      narrow
      actions={
        <>
          <ConfirmButton
            question={t('web.menus.reset.question')}
            explain={t('web.menus.reset.explain')}
            confirm={t('web.menus.reset')}
            command={() => reset.mutateAsync({})}
          >
            {t('web.menus.reset')}
          </ConfirmButton>
          <Button type="primary" disabled={!isChanged} loading={change.isPending} onClick={save}>
            {t('web.save')}
          </Button>
        </>
      }
    >
      <div>
        {change.isError ? <ErrorPanel error={change.error} /> : null}
        <Parts menus={menus} draft={draft} onChange={setDraft} />
        <Areas draft={draft} onChange={setDraft} />
      </div>
    </Page>
  );
}

interface EditProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

function Parts({ menus, draft, onChange }: EditProps & { menus: Menus }) {
  const names = (parts: readonly string[]): string => parts.map((part) => tx(`web.area.${part}`)).join(', ');
  const flip = (name: string, on: boolean): void =>
    onChange({ ...draft, off: on ? draft.off.filter((other) => other !== name) : [...draft.off, name] });
  return (
    <Section title={t('web.menus.parts')} extra={t('web.menus.parts.help')}>
      <ul className={styles.list}>
        {menus.parts.map((part) => {
          const on = !draft.off.includes(part.name);
          const missing = part.needs.filter((name) => draft.off.includes(name));
          const users = part.needed_by.filter((name) => !draft.off.includes(name));
          return (
            <li key={part.name} className={styles.row}>
              <Switch
                size="small"
                checked={on}
                aria-label={tx(`web.area.${part.name}`)}
                onChange={(next) => flip(part.name, next)}
              />
              <span className={styles.name}>{tx(`web.area.${part.name}`)}</span>
              {on && missing.length > 0 ? (
                <span className="negative">{t('web.menus.missing', { parts: names(missing) })}</span>
              ) : null}
              {on && missing.length === 0 && part.needs.length > 0 ? (
                <span className="soft">{t('web.menus.needs', { parts: names(part.needs) })}</span>
              ) : null}
              {users.length > 0 ? (
                <span className="soft">{t('web.menus.needed_by', { parts: names(users) })}</span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function moved(list: string[], item: string, by: number): string[] {
  const at = list.indexOf(item);
  const without = list.filter((other) => other !== item);
  without.splice(Math.max(0, at + by), 0, item);
  return without;
}

function Areas({ draft, onChange }: EditProps) {
  const { areas, entries } = useStore(navigation);
  const shown = inAreaOrder(areas, draft).filter((area) => entries.some((entry) => entry.area === area.key));
  const hide = (what: string, hidden: boolean): void =>
    onChange({
      ...draft,
      hidden: hidden ? [...draft.hidden, what] : draft.hidden.filter((other) => other !== what),
    });
  return (
    <Section title={t('web.menus.order')} extra={<Go to="/words">{t('web.menus.rename')}</Go>}>
      {shown.map((area, at) => {
        const inside = inEntryOrder(
          area.key,
          entries.filter((entry) => entry.area === area.key),
          draft,
        );
        const places = inside.map((entry) => entry.to);
        const stays = area.key === 'workbench' || area.key === 'settings';
        return (
          <fieldset key={area.key} className={styles.area}>
            <legend className={styles.row}>
              <Checkbox
                checked={!draft.hidden.includes(area.key)}
                disabled={stays}
                onChange={(event) => hide(area.key, !event.target.checked)}
              >
                <b>{tx(area.label)}</b>
              </Checkbox>
              <Arrows
                name={tx(area.label)}
                first={at === 0}
                last={at === shown.length - 1}
                onMove={(by) =>
                  onChange({
                    ...draft,
                    areas: moved(
                      shown.map((item) => item.key),
                      area.key,
                      by,
                    ),
                  })
                }
              />
            </legend>
            <ul className={styles.list}>
              {inside.map((entry, place) => (
                <li key={entry.to} className={styles.row}>
                  <Checkbox
                    checked={!draft.hidden.includes(entry.to)}
                    disabled={ALWAYS_SHOWN.includes(entry.to)}
                    onChange={(event) => hide(entry.to, !event.target.checked)}
                  >
                    {tx(entry.label)}
                  </Checkbox>
                  <Arrows
                    name={tx(entry.label)}
                    first={place === 0}
                    last={place === inside.length - 1}
                    onMove={(by) =>
                      onChange({
                        ...draft,
                        order: { ...draft.order, [area.key]: moved(places, entry.to, by) },
                      })
                    }
                  />
                </li>
              ))}
            </ul>
          </fieldset>
        );
      })}
    </Section>
  );
}

function Arrows({
  name,
  first,
  last,
  onMove,
}: {
  name: string;
  first: boolean;
  last: boolean;
  onMove: (by: number) => void;
}) {
  return (
    <span>
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined />}
        disabled={first}
        aria-label={t('web.menus.up', { name })}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined />}
        disabled={last}
        aria-label={t('web.menus.down', { name })}
        onClick={() => onMove(1)}
      />
    </span>
  );
}
