import { Button, Input, Modal } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { RecordMeta } from '../../api/types';
import { useAddView, useChangeView, useDeleteView, useViews, type SavedView } from '../../api/views';
import { useAccess } from '../access';
import { Go } from '../Go';
import { t } from '../i18n';
import { Menu, type MenuGroup } from '../Menu';
import { useStore } from '../store';
import { sayDone, sayRefused } from '../toast';
import { chooseUsual, usualViews } from './usualView';
import type { ChangeView, ListView } from './useListView';
import { NOTHING, queryOf, sameView, saysNothing, viewOf } from './viewQuery';
import styles from './ViewTabs.module.css';

/** What it takes to show a view to everybody. */
const SHARE = 'records.view.share';

interface ViewTabsProps {
  meta: RecordMeta;
  view: ListView;
  onChange: ChangeView;
  extra?: ReactNode;
}

/** The saved views of a list as tabs: one's own and those that are shared. */
export function ViewTabs({ meta, view, onChange, extra }: ViewTabsProps) {
  const told = useViews(meta);
  const views = told.data ?? [];
  const usual = useStore(usualViews)[meta.name];
  const [asking, setAsking] = useState<{ view?: SavedView } | null>(null);
  const active = views.find((one) => one.id === view.v);
  const changed = active ? !sameView(meta, viewOf(active.query), view) : !sameView(meta, NOTHING, view);

  // Coming to an address that names a view and nothing else, or nothing at all, opens that view or the usual one.
  const [begun, setBegun] = useState(false);
  useEffect(() => {
    if (begun || !told.data) return;
    setBegun(true);
    const begins = told.data.find((one) => one.id === (view.v ?? usual));
    if (begins && saysNothing({ ...view, v: undefined })) onChange({ ...viewOf(begins.query), v: begins.id });
  }, [begun, told.data, view, usual, onChange]);

  return (
    <div className={styles.bar}>
      <nav className={styles.tabs} aria-label={t('web.views')}>
        <Go
          to={`/${meta.path}`}
          search={{ ...(usual ? { v: 'all' } : {}) }}
          className={styles.tab}
          aria-current={active ? undefined : 'page'}
        >
          {t('web.views.all')}
        </Go>
        {views.map((one) => (
          <span key={one.id} className={styles.holder}>
            <Go
              to={`/${meta.path}`}
              search={said({ ...viewOf(one.query), v: one.id })}
              className={styles.tab}
              aria-current={one === active ? 'page' : undefined}
              title={one.own ? one.name : t('web.views.shared_by_other', { name: one.name })}
            >
              <span className="ellipsis">{one.name}</span>
              {one === active && changed ? <span title={t('web.views.changed')}>•</span> : null}
            </Go>
            {one === active ? (
              <ViewMenu
                meta={meta}
                saved={one}
                changed={changed}
                usual={usual === one.id}
                view={view}
                onChange={onChange}
                onAsk={setAsking}
              />
            ) : null}
          </span>
        ))}
        {changed ? (
          <Button type="link" size="small" onClick={() => setAsking({})}>
            {t(active ? 'web.views.save_as' : 'web.views.save')}
          </Button>
        ) : null}
      </nav>
      {extra ? <div className={styles.extra}>{extra}</div> : null}
      {asking ? (
        <NameDialog
          meta={meta}
          view={view}
          renamed={asking.view}
          onClose={() => setAsking(null)}
          onSaved={(saved) => onChange({ v: saved.id })}
        />
      ) : null}
    </div>
  );
}

/** Only what is said, so that the address stays short. */
const said = (view: ListView): Record<string, unknown> =>
  Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined));

interface ViewMenuProps {
  meta: RecordMeta;
  saved: SavedView;
  changed: boolean;
  usual: boolean;
  view: ListView;
  onChange: ChangeView;
  onAsk: (asked: { view?: SavedView }) => void;
}

function ViewMenu({ meta, saved, changed, usual, view, onChange, onAsk }: ViewMenuProps) {
  const change = useChangeView();
  const remove = useDeleteView();
  const [leaving, setLeaving] = useState(false);
  const shared = saved.shared === 'everybody';
  const mayShare = useAccess().can(SHARE);
  const put = (changes: Parameters<typeof change.mutate>[0]['changes'], told: string): void =>
    change.mutate({ view: saved, changes }, { onSuccess: () => sayDone(told), onError: sayRefused });
  const own: MenuGroup = {
    key: 'own',
    items: [
      ...(changed
        ? [
            {
              key: 'save',
              label: t('web.views.save_changes'),
              onChoose: () => put({ query: queryOf(meta, view) }, t('web.views.saved')),
            },
          ]
        : []),
      { key: 'rename', label: t('web.views.rename'), onChoose: () => onAsk({ view: saved }) },
      ...(mayShare
        ? [
            {
              key: 'share',
              label: t(shared ? 'web.views.unshare' : 'web.views.share'),
              onChoose: () =>
                put(
                  { shared: shared ? 'nobody' : 'everybody' },
                  t(shared ? 'web.views.unshared' : 'web.views.shared'),
                ),
            },
          ]
        : []),
      { key: 'delete', label: t('web.views.delete'), danger: true, onChoose: () => setLeaving(true) },
    ],
  };
  const every: MenuGroup = {
    key: 'every',
    items: [
      ...(changed
        ? [
            {
              key: 'back',
              label: t('web.views.back'),
              onChoose: () => onChange({ ...viewOf(saved.query), v: saved.id }),
            },
          ]
        : []),
      { key: 'as', label: t('web.views.save_as'), onChoose: () => onAsk({}) },
      {
        key: 'usual',
        label: t(usual ? 'web.views.not_usual' : 'web.views.usual'),
        onChoose: () => chooseUsual(meta.name, usual ? null : saved.id),
      },
    ],
  };
  return (
    <>
      <Menu
        label={t('web.views.menu', { name: saved.name })}
        align="start"
        buttonClass={styles.more}
        button="▾"
        groups={(shared ? mayShare : saved.own) ? [own, every] : [every]}
      />
      <Modal
        open={leaving}
        title={t('web.views.delete.question', { name: saved.name })}
        okText={t('web.views.delete')}
        cancelText={t('web.cancel')}
        okButtonProps={{ danger: true, loading: remove.isPending }}
        onCancel={() => setLeaving(false)}
        onOk={() =>
          remove.mutate(saved, {
            onSuccess: () => {
              setLeaving(false);
              chooseUsual(meta.name, null);
              onChange(NOTHING);
              sayDone(t('web.views.deleted', { name: saved.name }));
            },
            onError: sayRefused,
          })
        }
      >
        {t(shared ? 'web.views.delete.shared' : 'web.views.delete.explain')}
      </Modal>
    </>
  );
}

interface NameDialogProps {
  meta: RecordMeta;
  view: ListView;
  renamed: SavedView | undefined;
  onSaved: (saved: SavedView) => void;
  onClose: () => void;
}

const LONGEST = 60;

function NameDialog({ meta, view, renamed, onSaved, onClose }: NameDialogProps) {
  const [name, setName] = useState(renamed?.name ?? '');
  const [shared, setShared] = useState(false);
  const mayShare = useAccess().can(SHARE);
  const add = useAddView();
  const change = useChangeView();
  const ready = name.trim() !== '';
  const end = (saved: SavedView): void => {
    sayDone(t('web.views.saved'));
    if (!renamed) onSaved(saved);
    onClose();
  };
  const save = (): void => {
    if (!ready) return;
    const calls = { onSuccess: end, onError: sayRefused };
    if (renamed) change.mutate({ view: renamed, changes: { name: name.trim() } }, calls);
    else {
      const query = queryOf(meta, view);
      add.mutate(
        { record: meta.name, name: name.trim(), query, shared: shared ? 'everybody' : 'nobody' },
        calls,
      );
    }
  };
  return (
    <Modal
      open
      title={t(renamed ? 'web.views.rename' : 'web.views.save')}
      okText={t('web.save')}
      cancelText={t('web.cancel')}
      okButtonProps={{ disabled: !ready, loading: add.isPending || change.isPending }}
      onCancel={onClose}
      onOk={save}
    >
      <label className={styles.field}>
        <span>{t('web.views.name')}</span>
        <Input
          value={name}
          maxLength={LONGEST}
          autoFocus
          onChange={(event) => setName(event.target.value)}
          onPressEnter={save}
        />
      </label>
      {renamed || !mayShare ? null : (
        <label className={styles.tick}>
          <input type="checkbox" checked={shared} onChange={(event) => setShared(event.target.checked)} />
          {t('web.views.share')}
        </label>
      )}
    </Modal>
  );
}
