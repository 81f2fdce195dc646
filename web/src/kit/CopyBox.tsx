import { Button } from 'antd';
import styles from './CopyBox.module.css';
import { t } from './i18n';
import { sayDone } from './toast';

/** A text to be taken along: a secret, a command, a piece of a program. */
export function CopyBox({ text }: { text: string }) {
  return (
    <div className={styles.box}>
      <pre>{text}</pre>
      <Button
        size="small"
        onClick={() => void navigator.clipboard.writeText(text).then(() => sayDone(t('web.copied')))}
      >
        {t('web.copy')}
      </Button>
    </div>
  );
}
