import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { searchRecords, useRecordMeta } from '../api/records';
import type { Condition, Page, RecordRow, Reference } from '../api/types';
import { valueText } from './FieldValue';
import { t } from './i18n';
import { ReferenceTitle } from './ReferenceTitle';
import { titleWord } from './titles';
import { useDebounced } from './useDebounced';

interface ReferencePickerProps {
  id?: string;
  label: string;
  path: string;
  value: string | undefined;
  onChange: (reference: Reference | undefined, row: RecordRow | undefined) => void;
  /** Title of the value, when it is known already. */
  title?: string | undefined;
  filter?: Condition | undefined;
  autoFocus?: boolean | undefined;
  /** There must be one: nothing to clear, and one stop less for the Tab key. */
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  /** What no choice means, where it does not mean that one must choose. */
  placeholder?: string | undefined;
  onBlur?: (() => void) | undefined;
  /** Enter once something is chosen: on to the next thing, instead of opening the list again. */
  onEnter?: (() => void) | undefined;
}

interface Labelled {
  value: string;
  label: React.ReactNode;
}

const OFFERED = 20;

/** Chooses a record by code, name or pinyin. */
export function ReferencePicker(props: ReferencePickerProps) {
  const { path, value, filter } = props;
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
  const codeField = meta?.fields.find((field) => field.name === 'code' && field !== titleField);
  const title = (row: RecordRow): string =>
    titleWord(path, titleField ? valueText(titleField, row[titleField.name]) : row.id);
  const rows = found.data?.items ?? [];
  const select = (
    <Select<Labelled | null>
      {...(props.id ? { id: props.id } : {})}
      aria-label={props.label}
      value={value ? { value, label: props.title ?? <ReferenceTitle path={path} id={value} /> } : null}
      labelInValue
      allowClear={!props.required}
      autoFocus={props.autoFocus ?? false}
      disabled={props.disabled ?? false}
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={props.placeholder ?? t('web.pick')}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? t('web.searching') : t('web.nothing_found')}
      options={rows.map((row) => ({
        value: row.id,
        label: codeField ? `${title(row)}　${valueText(codeField, row[codeField.name])}` : title(row),
      }))}
      onOpenChange={setOpen}
      onBlur={() => props.onBlur?.()}
      onChange={(chosen) => {
        const row = rows.find((item) => item.id === chosen?.value);
        props.onChange(row ? { id: row.id, title: title(row) } : undefined, row);
        setWords('');
      }}
    />
  );
  const { onEnter } = props;
  if (!onEnter) return select;
  return (
    <div
      style={{ display: 'contents' }}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || open || !value || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onEnter();
      }}
    >
      {select}
    </div>
  );
}
