import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface TabItem {
  key: string;
  label: ReactNode;
  children: ReactNode;
}

/** Related lists as tabs; arrows move between them, on a phone the row scrolls. */
export function Tabs({ label, items }: { label: string; items: TabItem[] }) {
  const [chosen, setChosen] = useState(items[0]?.key);
  const id = useId();
  const at = Math.max(
    0,
    items.findIndex((item) => item.key === chosen),
  );
  const shown = items[at];
  if (!shown) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = items[(at + step + items.length) % items.length];
    setChosen(next?.key);
    event.currentTarget
      .querySelectorAll<HTMLElement>('[role=tab]')
      [(at + step + items.length) % items.length]?.focus();
  };
  return (
    <>
      <div className={styles.list} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
        {items.map((item) => (
          <button
            key={item.key}
            type="button"
            role="tab"
            id={`${id}${item.key}`}
            aria-selected={item === shown}
            aria-controls={`${id}panel`}
            tabIndex={item === shown ? 0 : -1}
            onClick={() => setChosen(item.key)}
          >
            {item.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={`${id}${shown.key}`}>
        {shown.children}
      </div>
    </>
  );
}
