import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { t } from '../../kit/i18n';
import styles from './Shaping.module.css';

interface ReorderProps<T> {
  items: T[];
  keyOf: (item: T, at: number) => string;
  nameOf: (item: T) => string;
  onChange: (items: T[]) => void;
  children: (item: T, at: number) => ReactNode;
}

/** A list that is put in order by dragging, or by arrows where there is no mouse. */
export function Reorder<T>({ items, keyOf, nameOf, onChange, children }: ReorderProps<T>) {
  const [held, setHeld] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const move = (from: number, to: number): void => {
    const next = [...items];
    const [item] = next.splice(from, 1);
    if (item === undefined || to < 0 || to > next.length) return;
    next.splice(to, 0, item);
    onChange(next);
  };
  return (
    <ul className={styles.order}>
      {items.map((item, at) => (
        <li
          key={keyOf(item, at)}
          className={over === at && held !== null && held !== at ? styles.over : undefined}
          onDragOver={(event) => {
            if (held === null) return;
            event.preventDefault();
            setOver(at);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (held !== null && held !== at) move(held, at);
            setHeld(null);
            setOver(null);
          }}
        >
          <span
            className={styles.handle}
            draggable
            aria-hidden="true"
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setHeld(at);
            }}
            onDragEnd={() => {
              setHeld(null);
              setOver(null);
            }}
          >
            <HolderOutlined />
          </span>
          <div className={styles.item}>{children(item, at)}</div>
          <span className={styles.arrows}>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              disabled={at === 0}
              aria-label={t('web.shape.up', { name: nameOf(item) })}
              onClick={() => move(at, at - 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              disabled={at === items.length - 1}
              aria-label={t('web.shape.down', { name: nameOf(item) })}
              onClick={() => move(at, at + 1)}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
