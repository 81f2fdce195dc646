import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Versioned } from '../../api/client';
import type { Problem } from '../../api/problem';
import { useRecordMeta } from '../../api/records';
import { recordUrl } from '../Go';
import { oneOf } from '../i18n';
import { Page } from '../Page';
import { SkeletonPage } from '../Skeleton';
import { UnreadRecord } from '../record/UnreadRecord';
import { useRecentTab } from '../recentTabs';
import styles from './DocumentPage.module.css';
import { Refusal } from './Refusal';

interface DocumentPageProps<T> {
  path: string;
  document: UseQueryResult<Versioned<T>, Problem>;
  title: (value: T) => string;
  /** What this one is called, where one record has two kinds: a refund among receipts. */
  kind?: (value: T) => string | undefined;
  facts: (value: T) => ReactNode;
  actions?: (value: T) => ReactNode;
  bar?: ReactNode;
  refusal?: Problem | null;
  refusalExtra?: ReactNode;
  side?: ReactNode;
  children: (value: T) => ReactNode;
}

/** The frame of every document: head, chain, refusal where the eye is, lines, and its history beside. */
export function DocumentPage<T extends { id: string }>(props: DocumentPageProps<T>) {
  const { path, document } = props;
  const meta = useRecordMeta(path);
  const value = document.data?.value;
  const title = value ? props.title(value) : undefined;
  useRecentTab(value ? recordUrl(path, value.id) : '', title);
  if (document.isError) {
    return <UnreadRecord path={path} error={document.error} onRetry={() => void document.refetch()} />;
  }
  if (!value) return <SkeletonPage />;
  return (
    <Page
      title={`${props.kind?.(value) ?? oneOf(meta?.name ?? '')} ${title ?? ''}`}
      facts={props.facts(value)}
      actions={props.actions?.(value)}
      bar={props.bar}
    >
      <Refusal problem={props.refusal ?? null}>{props.refusalExtra}</Refusal>
      <div className={props.side ? styles.columns : undefined}>
        <div className={styles.main}>{props.children(value)}</div>
        {props.side ? <div>{props.side}</div> : null}
      </div>
    </Page>
  );
}
