import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

type Sentences = Record<string, { zh: string; en: string }>;

const PREFIX = 'virtual:messages/';

/**
 * Serves heyi/messages/*.json as one module per language, so a reader downloads only the language he reads.
 * Sentences of errors, of what is wrong with a field, and of mails stay out: the server sends them finished, in the
 * reader's language.
 */
export function messages(folder: string): Plugin {
  const read = (language: 'zh' | 'en'): Record<string, string> => {
    const result: Record<string, string> = {};
    for (const name of readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()) {
      const sentences = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Sentences;
      for (const [key, texts] of Object.entries(sentences)) {
        if (!/^(error|mail)\.|^problem\.(?!file_)/.test(key)) result[key] = texts[language];
      }
    }
    return result;
  };
  return {
    name: 'heyi-messages',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return undefined;
      const language = id.endsWith('/en') ? 'en' : 'zh';
      return `export default ${JSON.stringify(read(language))}`;
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
