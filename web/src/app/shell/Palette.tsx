import { useQueries } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { searchRecords, useMeta } from '../../api/records';
import type { Page, RecordMeta } from '../../api/types';
import { valueText } from '../../kit/FieldValue';
import { recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { preferences } from '../../kit/preferences';
import { useRecentTabs } from '../../kit/recentTabs';
import { useDebounced } from '../../kit/useDebounced';
import { useQuickCreates, type Area } from '../areas';
import styles from './Palette.module.css';

interface Hit {
  key: string;
  group: string;
  label: string;
  hint?: string | undefined;
  run: () => void;
}

const SEARCHED = [
  'parties',
  'products',
  'sales-orders',
  'sales-invoices',
  'deliveries',
  'receipts',
  'contacts',
];
const EACH = 5;
const PAUSE_MS = 150;

/** Everything by its name: records, pages, actions. Arrows choose, Enter opens, Esc closes. */
export default function Palette({ areas, onClose }: { areas: Area[]; onClose: () => void }) {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const settled = useDebounced(words.trim(), PAUSE_MS);
  const { records, searching } = useRecordHits(settled);
  const places = usePlaceHits(areas);
  const recent = useRecentHits();
  const needle = words.trim().toLowerCase();
  const matching = places.filter((hit) => hit.label.toLowerCase().includes(needle));
  const hits = needle === '' ? [...recent, ...places.slice(0, 8)] : [...records, ...matching];

  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((at + step + hits.length) % Math.max(1, hits.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(hits[at]);
    }
  };
  const choose = (hit: Hit | undefined): void => {
    if (!hit) return;
    onClose();
    hit.run();
  };
  const groups = [...new Set(hits.map((hit) => hit.group))];
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={t('web.search')}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <input
        className={styles.input}
        role="combobox"
        aria-expanded
        aria-controls="palette-hits"
        aria-activedescendant={hits[at] ? `palette-${at}` : undefined}
        aria-label={t('web.search')}
        placeholder={t('web.search.invite')}
        value={words}
        autoFocus
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
      />
      <div className={styles.hits} id="palette-hits" role="listbox" aria-label={t('web.search')} ref={list}>
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <div className={styles.group}>{group}</div>
            {hits.map((hit, place) =>
              hit.group === group ? (
                <div
                  key={hit.key}
                  id={`palette-${place}`}
                  role="option"
                  aria-selected={place === at}
                  className={styles.hit}
                  onPointerMove={() => setAt(place)}
                  onClick={() => choose(hit)}
                >
                  <span className="ellipsis">{hit.label}</span>
                  {hit.hint ? <span className={styles.hint}>{hit.hint}</span> : null}
                </div>
              ) : null,
            )}
          </div>
        ))}
        {hits.length === 0 ? (
          <div className={styles.none}>
            {searching ? t('web.searching') : t('web.search.none', { words })}
          </div>
        ) : null}
      </div>
    </dialog>
  );
}

function useRecordHits(words: string): { records: Hit[]; searching: boolean } {
  const meta = useMeta();
  const go = useGo();
  const searched = SEARCHED.flatMap(
    (path) => meta.records.find((record) => record.path === path && record.allowed.includes('list')) ?? [],
  );
  const results = useQueries({
    queries: searched.map((record) => ({
      queryKey: ['records', record.path, 'palette', words],
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<Page> =>
        searchRecords(record, words, EACH, signal),
      enabled: words !== '',
      staleTime: 10_000,
    })),
  });
  const records = searched.flatMap((record, place) =>
    (results[place]?.data?.items ?? []).map((row): Hit => ({
      key: row.id,
      group: tx(record.label),
      label: valueText(titleField(record), row[record.title_field]),
      hint: hintOf(record, row),
      run: () => go(recordUrl(record.path, row.id)),
    })),
  );
  return { records, searching: results.some((result) => result.isFetching) };
}

const titleField = (record: RecordMeta) =>
  record.fields.find((field) => field.name === record.title_field) ?? {
    ...record.fields[0]!,
    name: record.title_field,
  };

function hintOf(record: RecordMeta, row: Page['items'][number]): string | undefined {
  const field = ['code', 'party_id'].flatMap(
    (name) => record.fields.find((item) => item.name === name) ?? [],
  )[0];
  return field && field.name !== record.title_field ? valueText(field, row[field.name]) : undefined;
}

function usePlaceHits(areas: Area[]): Hit[] {
  const go = useGo();
  const creates = useQuickCreates();
  return useMemo(
    () => [
      ...creates.map((create): Hit => ({
        key: create.to,
        group: t('web.search.actions'),
        label: t(create.label),
        run: () => go(create.to),
      })),
      ...areas.flatMap((area) =>
        area.entries.map((entry): Hit => ({
          key: `page ${entry.to}`,
          group: t('web.search.pages'),
          label: tx(entry.label),
          hint: t(area.label),
          run: () => go(entry.to),
        })),
      ),
      {
        key: 'dark',
        group: t('web.search.actions'),
        label: t('web.search.flip_look'),
        run: () =>
          preferences.set((now) => ({
            ...now,
            mode: document.documentElement.dataset.mode === 'dark' ? 'light' : 'dark',
          })),
      },
    ],
    [areas, creates, go],
  );
}

function useRecentHits(): Hit[] {
  const go = useGo();
  return [...useRecentTabs()].reverse().map((tab) => ({
    key: `recent ${tab.to}`,
    group: t('web.nav.recent'),
    label: tab.title,
    run: () => go(tab.to),
  }));
}
