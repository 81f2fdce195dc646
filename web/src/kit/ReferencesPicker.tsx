import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { searchRecords, useRecordMeta } from '../api/records';
import type { Condition, Page, Reference } from '../api/types';
import { valueText } from './FieldValue';
import { t } from './i18n';
import { ReferenceTitle } from './ReferenceTitle';
import { titleWord } from './titles';
import { useDebounced } from './useDebounced';

interface ReferencesPickerProps {
  id?: string;
  label: string;
  path: string;
  /** References, or their bare ids. */
  value: (Reference | string)[];
  onChange: (references: Reference[]) => void;
  /** Offered before what is found. */
  extra?: Reference[];
  filter?: Condition | undefined;
  autoFocus?: boolean | undefined;
  disabled?: boolean | undefined;
  onBlur?: (() => void) | undefined;
}

interface Labelled {
  value: string;
  label: React.ReactNode;
}

const OFFERED = 20;

/** Chooses several records by code, name or pinyin. */
export function ReferencesPicker(props: ReferencesPickerProps) {
  const { path, value, extra = [], filter } = props;
  const meta = useRecordMeta(path);
  const [words, setWords] = useState('');
  const [open, setOpen] = useState(false);
  const search = useDebounced(words, 150);
  const found = useQuery<Page>({
    queryKey: ['records', path, 'pick', search, filter],
    queryFn: ({ signal }) => {
      if (!meta) throw new Error(path);
      return searchRecords(meta, search, OFFERED, signal, filter);
    },
    enabled: open && meta !== undefined,
    staleTime: 10_000,
  });
  const titleField = meta?.fields.find((field) => field.name === meta.title_field);
  const offered: Reference[] = [
    ...extra,
    ...(found.data?.items ?? []).map((row) => ({
      id: row.id,
      title: titleWord(path, titleField ? valueText(titleField, row[titleField.name]) : row.id),
    })),
  ];
  const titles = new Map(
    [...extra, ...offered, ...value.filter((one): one is Reference => typeof one !== 'string')].map((one) => [
      one.id,
      one.title,
    ]),
  );
  const chosen: Labelled[] = value.map((one) => {
    const id = typeof one === 'string' ? one : one.id;
    return { value: id, label: titles.get(id) ?? <ReferenceTitle path={path} id={id} /> };
  });
  return (
    <Select<Labelled[]>
      {...(props.id ? { id: props.id } : {})}
      mode="multiple"
      aria-label={props.label}
      labelInValue
      allowClear
      autoFocus={props.autoFocus ?? false}
      disabled={props.disabled ?? false}
      value={chosen}
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={t('web.pick')}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('web.searching') : t('web.nothing_found')}
      options={offered.map((one) => ({ value: one.id, label: one.title }))}
      onOpenChange={setOpen}
      onBlur={() => props.onBlur?.()}
      onChange={(next) => {
        props.onChange(next.map((one) => ({ id: one.value, title: titles.get(one.value) ?? '' })));
        setWords('');
      }}
    />
  );
}
