import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

type Sentences = Record<string, { zh: string; en: string }>;

const PREFIX = 'virtual:messages/';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), 'src');
/** The server sends these finished, in the reader's language. */
const FROM_SERVER =
  /^(error|mail|summary|outward|demo|paper|sheet)\.|^notice\.\w+\.(many|one)$|^problem\.(?!file_)/;
/** Sentences that pages speak and the frame does not: they come with the first page instead of before it. */
const OF_PAGES =
  /^(approvals|formula|web_(approvals|banking|bills|crm|exchange|ledger|payments|purchasing|sales|sea|settings|shaping|stock|webhooks))\.json$/;
/** What may be allowed, the laws of the books, and what lines are posted: only pages read them out. */
const READ_OUT = /^(law|permission|posting)\./;

/** Every sentence that the frame and what all pages share may say. */
function saidByAll(): Set<string> {
  const shared = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && (/^(app|kit|api)\//.test(path) || path.endsWith('module.ts')),
  );
  const texts = shared.map((path) => readFileSync(join(SOURCE, path), 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/web\.[a-z0-9_.]+/g) ?? []));
}

/**
 * Serves heyi/messages/*.json as two modules per language, so a reader downloads only the language he reads: what the
 * frame says (`zh`), and what single pages say (`zh/pages`).
 */
export function messages(folder: string): Plugin {
  const read = (language: 'zh' | 'en', ofPages: boolean): Record<string, string> => {
    const result: Record<string, string> = {};
    const shared = saidByAll();
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()) {
      const sentences = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Sentences;
      for (const [key, texts] of Object.entries(sentences)) {
        const isOfPages = (OF_PAGES.test(name) || READ_OUT.test(key)) && !shared.has(key);
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
