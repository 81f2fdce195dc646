import { Go } from './Go';
import { t } from './i18n';
import { useStore } from './store';
import { dismiss, toasts } from './toast';
import styles from './Toasts.module.css';

/** Where the app says, above the page and out of the way of its totals and buttons, what was done or refused; screen readers hear it. */
export function Toasts() {
  const shown = useStore(toasts);
  return (
    <div className={styles.over} role="status" aria-live="polite">
      {shown.map((toast) => (
        <div key={toast.id} className={`${styles.toast} ${styles[toast.tone]}`}>
          <div className={styles.words}>
            <div>
              {toast.text}
              {toast.link ? (
                <>
                  {' '}
                  <Go to={toast.link.to} onClick={() => dismiss(toast.id)}>
                    {toast.link.label}
                  </Go>
                </>
              ) : null}
              {toast.undo ? (
                <>
                  {' '}
                  <button
                    type="button"
                    className={styles.undo}
                    onClick={() => {
                      dismiss(toast.id);
                      toast.undo?.run();
                    }}
                  >
                    {toast.undo.label}
                  </button>
                </>
              ) : null}
              {toast.file ? (
                <>
                  {' '}
                  <a href={toast.file.href} download onClick={() => dismiss(toast.id)}>
                    {toast.file.label}
                  </a>
                </>
              ) : null}
            </div>
            {toast.detail ? <div className="soft">{toast.detail}</div> : null}
          </div>
          <button type="button" aria-label={t('web.close')} onClick={() => dismiss(toast.id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
