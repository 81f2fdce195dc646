import { useEffect, useRef } from 'react';
import { modKey } from '../../kit/hotkeys';
import { t, type MessageKey } from '../../kit/i18n';
import styles from './Shortcuts.module.css';

type Line = [MessageKey, string[]];

const groups = (): [MessageKey, Line[]][] => {
  const mod = modKey();
  return [
    [
      'web.keys.everywhere',
      [
        ['web.keys.search', [`${mod} K`]],
        ['web.keys.sheet', ['?']],
        ['web.keys.close', ['Esc']],
      ],
    ],
    [
      'web.keys.lists',
      [
        ['web.keys.find', ['/']],
        ['web.keys.new', ['N']],
        ['web.keys.walk', ['↑', '↓', 'J', 'K']],
        ['web.keys.open', ['Enter']],
        ['web.keys.peek', ['Space']],
        ['web.keys.select', ['X']],
        ['web.keys.edit_cell', ['E']],
        ['web.keys.move_card', ['Alt ←', 'Alt →']],
      ],
    ],
    [
      'web.keys.forms',
      [
        ['web.keys.save', [`${mod} S`]],
        ['web.keys.next_cell', ['Tab', 'Enter']],
        ['web.keys.rows', ['↑', '↓']],
        ['web.keys.copy_above', [`${mod} D`]],
        ['web.keys.remove_row', [`${mod} ⌫`]],
        ['web.keys.paste', [`${mod} V`]],
      ],
    ],
  ];
};

/** Help: the keys for daily work, and where to look further. */
export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={t('web.keys.title')}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <header className={styles.head}>
        <h2>{t('web.keys.title')}</h2>
        <button type="button" aria-label={t('web.close')} onClick={onClose}>
          ×
        </button>
      </header>
      <div className={styles.groups}>
        {groups().map(([title, lines]) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {lines.map(([what, keys]) => (
                <div key={what} className={styles.line}>
                  <dt>{t(what)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
