import { BellOutlined } from '@ant-design/icons';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useUnread } from '../../api/notices';
import { t } from '../../kit/i18n';
import styles from './Bell.module.css';

const Panel = lazy(() => import('./Panel'));

/** The bell: how many notices are unread, and the latest of them at a click. */
export function Bell({ buttonClass }: { buttonClass: string | undefined }) {
  const unread = useUnread().data;
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: PointerEvent): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const count = unread?.count ?? 0;
  const shown = unread && !unread.exact ? `${count}+` : String(count);
  const label = count > 0 ? t('web.notices.bell.count', { count: shown }) : t('web.notices.bell');
  return (
    <div
      className={styles.bell}
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        trigger.current?.focus();
      }}
    >
      <button
        ref={trigger}
        type="button"
        className={buttonClass}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        title={label}
        onClick={() => setOpen(!open)}
      >
        <BellOutlined />
      </button>
      {count > 0 ? (
        <span className={styles.count} aria-hidden="true">
          {shown}
        </span>
      ) : null}
      <Suspense>{open ? <Panel unread={count} onClose={() => setOpen(false)} /> : null}</Suspense>
    </div>
  );
}
