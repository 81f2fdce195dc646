import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Page } from '../../api/types';
import { recordUrl, useGo } from '../Go';
import { t } from '../i18n';
import styles from './RelatedTabs.module.css';

/** The records before and after this one in the list that was read last and holds it. */
export function Neighbours({ path, id }: { path: string; id: string }) {
  const queries = useQueryClient();
  const go = useGo();
  const [ids] = useState(() => {
    const lists = queries
      .getQueryCache()
      .findAll({ queryKey: ['records', path, 'pages'] })
      .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
      .map((list) =>
        ((list.state.data as InfiniteData<Page> | undefined)?.pages ?? []).flatMap((page) =>
          page.items.map((row) => row.id),
        ),
      );
    return lists.find((list) => list.includes(id)) ?? [];
  });
  const at = ids.indexOf(id);
  if (at < 0 || ids.length < 2) return null;
  const step = (by: number): void => {
    const next = ids[at + by];
    if (next) go(recordUrl(path, next), { replace: true });
  };
  return (
    <span className={styles.neighbours}>
      <Button
        type="text"
        icon={<LeftOutlined />}
        aria-label={t('web.record.previous')}
        title={t('web.record.previous')}
        disabled={at === 0}
        onClick={() => step(-1)}
      />
      <Button
        type="text"
        icon={<RightOutlined />}
        aria-label={t('web.record.next')}
        title={t('web.record.next')}
        disabled={at === ids.length - 1}
        onClick={() => step(1)}
      />
    </span>
  );
}
