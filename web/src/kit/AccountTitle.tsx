import { useQuery } from '@tanstack/react-query';
import { fetchPage, useRecordMeta } from '../api/records';
import { language } from './i18n';

interface Named {
  code: string;
  name: string;
  name_en: string | null;
}

/** An account by its code, with its name for whoever may see the chart. */
export function AccountTitle({ code }: { code: string }) {
  const meta = useRecordMeta('accounts');
  const found = useQuery({
    queryKey: ['records', 'accounts', 'named', code],
    queryFn: ({ signal }) => {
      const filter = { field: 'code', op: 'eq', value: code } as const;
      return fetchPage<Named>(
        'accounts',
        { filter, fields: ['code', 'name', 'name_en'], limit: 1 },
        null,
        signal,
      );
    },
    enabled: meta !== undefined,
    staleTime: 600_000,
  });
  const account = found.data?.items[0];
  if (!account) return <span className="figure">{code}</span>;
  return <span title={code}>{(language() === 'en' && account.name_en) || account.name}</span>;
}
