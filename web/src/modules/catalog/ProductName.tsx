import { Go, recordUrl } from '../../kit/Go';
import styles from './ProductName.module.css';

/** A product in a line: its name as a link, its code beside. */
export function ProductName({ id, name, code }: { id: string; name: string; code?: string }) {
  return (
    <span className={styles.product}>
      <Go to={recordUrl('products', id)}>{name}</Go>
      {code ? <span className="soft">{code}</span> : null}
    </span>
  );
}
