import { body, keyed, recordApi } from './client';
import { useCommand, type Command } from './commands';

export interface ImportFinding {
  row: number;
  column: string | null;
  value: string | null;
  reason: string;
}

/** What a file would do, or did: good rows, bad rows, and why each bad one is bad. */
export interface ImportReport {
  rows: number;
  good: number;
  bad: number;
  created?: number;
  findings: ImportFinding[];
  columns?: { column: string; field: string | null; label?: string }[];
  applied: boolean;
}

export interface ImportRequest {
  file: File;
  mode: 'check' | 'apply';
  skipBad: boolean;
  mapping?: Record<string, string | null>;
}

/** Sends a file to be checked, or applied. Applying twice with the same intent does it once. */
export const useImport = (path: string): Command<ImportRequest, ImportReport> =>
  useCommand(
    ({ file, mode, skipBad, mapping }, key) => {
      const form = new FormData();
      form.append('file', file);
      form.append('mode', mode);
      form.append('skip_bad', String(skipBad));
      if (mapping) form.append('mapping', JSON.stringify(mapping));
      return body(
        recordApi.POST('/api/{path}/import', {
          params: { path: { path } },
          body: form,
          bodySerializer: (content) => content,
          ...keyed(key),
        }),
      );
    },
    {
      keepFresh: false,
      fingerprint: ({ file, ...rest }) => [file.name, file.size, file.lastModified, rest],
    },
  );
