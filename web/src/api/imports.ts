import { body, keyed, recordApi, type Schemas } from './client';
import { useCommand, type Command } from './commands';

/** What a file would do, or did: its columns, good rows, bad rows, and why each bad one is bad. */
export type ImportReport = Schemas['ImportReport'];
export type ImportFinding = ImportReport['findings'][number];
export type ImportColumn = ImportReport['columns'][number];
export type ColumnMapping = Record<string, string | null>;

export interface ImportRequest {
  file: File;
  mode: 'check' | 'apply';
  skipBad: boolean;
  mapping: ColumnMapping;
}

/** Sends a file to be checked, or applied. Applying twice with the same intent does it once. */
export const useImport = (path: string): Command<ImportRequest, ImportReport> =>
  useCommand(
    ({ file, mode, skipBad, mapping }, key) => {
      const form = new FormData();
      form.append('file', file);
      form.append('mode', mode);
      form.append('skip_bad', String(skipBad));
      form.append('bad_rows', 'true');
      if (Object.keys(mapping).length > 0) form.append('mapping', JSON.stringify(mapping));
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

/** Where a CSV file with the right columns and one example row is to be had. */
export const templateUrl = (path: string): string => `/api/${path}/import/template`;
