/** What of HTML is shown: everything else keeps its words and loses its tags. */
const KEPT = new Set(['p', 'br', 'strong', 'em', 'u', 's', 'ul', 'ol', 'li', 'a', 'h3', 'blockquote']);
const SAME: Record<string, string> = {
  b: 'strong',
  i: 'em',
  div: 'p',
  h1: 'h3',
  h2: 'h3',
  h4: 'h3',
  strike: 's',
  del: 's',
};
/** These lose their words too. */
const DROPPED = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'head',
  'title',
  'noscript',
]);

export interface RichNode {
  /** Empty for a text. */
  tag: string;
  text: string;
  href?: string;
  children: RichNode[];
}

/** An address that a link may lead to; anything that would run is none. */
export function safeAddress(address: string | null): string | undefined {
  const trimmed = (address ?? '').trim();
  return /^(https?:\/\/|mailto:|tel:)/i.test(trimmed) ? trimmed : undefined;
}

/** Reads HTML without running any of it, and keeps what a text needs. */
export function readRichText(html: string): RichNode[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return childrenOf(page.body);
}

function childrenOf(node: Node): RichNode[] {
  return [...node.childNodes].flatMap((child) => {
    if (child.nodeType === Node.TEXT_NODE) return [{ tag: '', text: child.nodeValue ?? '', children: [] }];
    if (child.nodeType !== Node.ELEMENT_NODE) return [];
    const element = child as Element;
    const name = element.tagName.toLowerCase();
    if (DROPPED.has(name)) return [];
    const tag = SAME[name] ?? name;
    const children = childrenOf(element);
    if (!KEPT.has(tag)) return children;
    // An editor leaves paragraphs behind in which there is nothing at all, not even a blank line.
    if (tag === 'p' && children.length === 0) return [];
    if (tag !== 'a') return [{ tag, text: '', children }];
    const href = safeAddress(element.getAttribute('href'));
    return href ? [{ tag, text: '', href, children }] : children;
  });
}

const escape = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
  );

/** The kept part as HTML again. */
export function writeRichText(nodes: RichNode[]): string {
  return nodes
    .map(({ tag, text, href, children }) => {
      if (!tag) return escape(text);
      if (tag === 'br') return '<br>';
      const attribute = href ? ` href="${escape(href)}"` : '';
      return `<${tag}${attribute}>${writeRichText(children)}</${tag}>`;
    })
    .join('');
}

/** Only the words: for tables and titles. */
export const richWords = (nodes: RichNode[]): string =>
  nodes
    .map(({ tag, text, children }) => {
      const words = tag ? richWords(children) : text;
      return ['p', 'li', 'br', 'h3', 'blockquote'].includes(tag) ? `${words} ` : words;
    })
    .join('')
    .replace(/\s+/g, ' ');
