import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

type Sentences = Record<string, { zh: string; en: string }>;

const PREFIX = 'virtual:messages/';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), 'src');
const ENTRY = join(SOURCE, 'app/main.tsx');
/** The server sends these finished, in the reader's language. */
const FROM_SERVER =
  /^(error|mail|summary|outward|demo|paper|sheet)\.|^notice\.\w+\.(many|one)$|^problem\.(?!file_)/;
/** Sentences of the browser, and names that only pages read out: they come with the first page instead of before it. */
const OF_PAGES = /^(web|approvals|formula|field|choice|columns|verb|job|law|permission|posting)\./;
const AT_ONCE = /^(?:import|export)\s+(?!type\b)[^;]*?from '(\.[^']+)'|^import '(\.[^']+)'/gm;
const SENTENCE = /[`'"]([a-z_]+\.[a-z0-9_.]*)(\$\{)?/g;

/** The files that are loaded before any page: what the entry imports at once, and what that does. */
function loadedFirst(path = ENTRY, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, from, alone] of readFileSync(path, 'utf8').matchAll(AT_ONCE)) {
    const target = join(dirname(path), (from ?? alone)!);
    const source = ['.ts', '.tsx'].map((ending) => target + ending).find(existsSync);
    if (source) loadedFirst(source, found);
  }
  return found;
}

/** Whether the frame, which stands before the first page does, may say a sentence. */
function saidFirst(): (key: string) => boolean {
  const keys = new Set<string>();
  const beginnings: string[] = [];
  for (const path of loadedFirst())
    for (const [, key, continued] of readFileSync(path, 'utf8').matchAll(SENTENCE))
      if (continued) beginnings.push(key!);
      else keys.add(key!);
  return (key) => keys.has(key) || beginnings.some((beginning) => key.startsWith(beginning));
}

/**
 * Serves heyi/messages/*.json as two modules per language, so a reader downloads only the language he reads: what the
 * frame says (`zh`), and what pages say (`zh/pages`).
 */
export function messages(folder: string): Plugin {
  const read = (language: 'zh' | 'en', ofPages: boolean): Record<string, string> => {
    const result: Record<string, string> = {};
    const isSaidFirst = saidFirst();
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()) {
      const sentences = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Sentences;
      for (const [key, texts] of Object.entries(sentences)) {
        const isOfPages = OF_PAGES.test(key) && !isSaidFirst(key);
        if (isOfPages === ofPages && !FROM_SERVER.test(key)) result[key] = texts[language];
      }
    }
    return result;
  };
  return {
    name: 'heyi-messages',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const [language, part] = id.slice(PREFIX.length + 1).split('/');
      return `export default ${JSON.stringify(read(language === 'en' ? 'en' : 'zh', part === 'pages'))}`;
    },
    configureServer(server) {
      server.watcher.add(folder);
      server.watcher.on('change', (file) => {
        if (!file.startsWith(folder)) return;
        server.moduleGraph.invalidateAll();
        server.ws.send({ type: 'full-reload' });
      });
    },
  };
}
