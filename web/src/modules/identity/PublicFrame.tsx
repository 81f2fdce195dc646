import type { ReactNode } from 'react';
import { chooseLanguage, t, useLanguage } from '../../kit/i18n';
import { Mark } from '../../kit/Mark';
import { useTitle } from '../../kit/Page';
import styles from './PublicFrame.module.css';

interface PublicFrameProps {
  title: string;
  intro?: string;
  wide?: boolean;
  /** Room for a table. */
  broad?: boolean;
  children: ReactNode;
  foot?: ReactNode;
}

/** The quiet page before one is inside: the sign, one task, the language. */
export function PublicFrame({ title, intro, wide, broad, children, foot }: PublicFrameProps) {
  const language = useLanguage();
  useTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <span className={styles.brand}>
          <Mark size={28} /> 合一 Heyi
        </span>
        <button
          type="button"
          className={styles.language}
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => void chooseLanguage(language === 'en' ? 'zh-CN' : 'en')}
        >
          {language === 'en' ? '简体中文' : 'English'}
        </button>
      </header>
      <main className={[styles.card, wide ? styles.wide : '', broad ? styles.broad : ''].join(' ')}>
        <h1>{title}</h1>
        {intro ? <p className="soft">{intro}</p> : null}
        <div className={styles.task}>{children}</div>
        {foot ? <div className={styles.foot}>{foot}</div> : null}
      </main>
      <p className={styles.motto}>{t('web.motto')}</p>
    </div>
  );
}
