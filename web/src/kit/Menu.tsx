import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Menu.module.css';

export interface MenuItem {
  key: string;
  label: ReactNode;
  hint?: ReactNode;
  checked?: boolean;
  danger?: boolean;
  onChoose: () => void;
}

export interface MenuGroup {
  key: string;
  title?: string;
  items: MenuItem[];
}

interface MenuProps {
  label: string;
  /** What is on the button; words there are its name, a sign alone is named by `label`. */
  button: ReactNode;
  wordy?: boolean;
  buttonClass?: string | undefined;
  groups: MenuGroup[];
  align?: 'start' | 'end';
}

/** A button that opens a list of commands; arrows move, Esc closes and gives the focus back. */
export function Menu({ label, button, wordy, buttonClass, groups, align = 'end' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return undefined;
    root.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    const outside = (event: PointerEvent): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const close = (): void => {
    setOpen(false);
    trigger.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const items = [...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const here = items.indexOf(document.activeElement as HTMLElement);
    const step = event.key === 'ArrowDown' ? 1 : -1;
    items[(here + step + items.length) % items.length]?.focus();
  };

  return (
    <div className={styles.root} ref={root} onKeyDown={open ? onKeyDown : undefined}>
      <button
        ref={trigger}
        type="button"
        className={buttonClass}
        aria-label={wordy ? undefined : label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open ? (
        <div id={id} className={`${styles.popup} ${styles[align]}`} role="menu" aria-label={label}>
          {groups.map((group) => (
            <MenuSection key={group.key} group={group} onClose={close} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function MenuSection({ group, onClose }: { group: MenuGroup; onClose: () => void }) {
  return (
    <div className={styles.group} role="group" aria-label={group.title}>
      {group.title ? <div className={styles.title}>{group.title}</div> : null}
      {group.items.map((item) => (
        <button
          key={item.key}
          type="button"
          role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.checked}
          className={item.danger ? `${styles.item} ${styles.danger}` : styles.item}
          onClick={() => {
            onClose();
            item.onChoose();
          }}
        >
          <span className={styles.mark} aria-hidden="true">
            {item.checked ? '✓' : ''}
          </span>
          <span className="ellipsis">{item.label}</span>
          {item.hint ? <span className={styles.hint}>{item.hint}</span> : null}
        </button>
      ))}
    </div>
  );
}
