import { createElement, useMemo, type ReactNode } from 'react';
import { readRichText, richWords, type RichNode } from './richNodes';
import styles from './RichText.module.css';

/** A text with its paragraphs, lists and links; made of known parts only, whatever the server sends. */
export function RichText({ html }: { html: string }) {
  const nodes = useMemo(() => readRichText(html), [html]);
  return <div className={styles.text}>{nodes.map(shown)}</div>;
}

export function RichWords({ html }: { html: string }) {
  const words = useMemo(() => richWords(readRichText(html)).trim(), [html]);
  return <>{words}</>;
}

function shown({ tag, text, href, children }: RichNode, key: number): ReactNode {
  if (!tag) return text;
  if (tag === 'br') return <br key={key} />;
  const link = href ? { href, target: '_blank', rel: 'noopener noreferrer nofollow' } : {};
  return createElement(tag, { key, ...link }, ...children.map(shown));
}
