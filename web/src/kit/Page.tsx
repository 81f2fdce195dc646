import { useEffect, type ReactNode } from 'react';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  /** Beside the title: state, owner, key money. */
  facts?: ReactNode;
  actions?: ReactNode;
  /** Between head and body: tool bar, chain, filters. */
  bar?: ReactNode;
  /** The body scrolls itself (lists, grids) instead of the page. */
  full?: boolean;
  narrow?: boolean;
  /** Nothing on the page takes the keyboard, so the page itself does, to be scrolled. */
  scrolls?: boolean;
  children: ReactNode;
}

/** One head a page: title, key facts, actions. On a phone the actions move to the thumb. */
export function Page({ title, facts, actions, bar, full, narrow, scrolls, children }: PageProps) {
  useTitle(title);
  const body = [styles.body, full ? styles.full : '', narrow ? styles.narrow : ''].join(' ');
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className="ellipsis" title={title}>
          {title}
        </h1>
        {facts ? <div className={styles.facts}>{facts}</div> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </header>
      {bar}
      <div className={body} tabIndex={scrolls ? 0 : undefined}>
        {children}
      </div>
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · 合一 Heyi` : '合一 Heyi';
  }, [title]);
}

/** A part of a page with its own heading. */
export function Section({
  title,
  extra,
  flush,
  children,
}: {
  title: ReactNode;
  extra?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {extra ? <div className={styles.extra}>{extra}</div> : null}
      </div>
      <div className={flush ? undefined : styles.sectionBody}>{children}</div>
    </section>
  );
}
