import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useFound } from '../../api/search';
import { recordUrl, useGo } from '../../kit/Go';
import { t, tx } from '../../kit/i18n';
import { preferences } from '../../kit/preferences';
import { useRecentTabs } from '../../kit/recentTabs';
import { titleWord } from '../../kit/titles';
import { useDebounced } from '../../kit/useDebounced';
import { useQuickCreates, type Area } from '../areas';
import styles from './Palette.module.css';
import { nameless } from '../../kit/nameless';

interface Hit {
  key: string;
  group: string;
  label: string;
  hint?: string | undefined;
  run: () => void;
}

/** The server is asked at most this often, and about what is typed last. */
const PAUSE_MS = 120;

/** Everything by its name: records, pages, actions. Arrows choose, Enter opens, Esc closes. */
export default function Palette({ areas, onClose }: { areas: Area[]; onClose: () => void }) {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const settled = useDebounced(words.trim(), PAUSE_MS);
  const { records, searching } = useRecordHits(settled, areas);
  const places = usePlaceHits(areas);
  const recent = useRecentHits();
  const needle = words.trim().toLowerCase();
  const matching = places.filter((hit) => hit.label.toLowerCase().includes(needle));
  const isWaiting = searching || settled !== words.trim();
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
      <button type="button" className={styles.close} aria-label={t('web.close')} onClick={onClose}>
        ×
      </button>
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
                  <span className="ellipsis">
                    <Marked text={hit.label} words={needle} />
                  </span>
                  {hit.hint ? (
                    <span className={`${styles.hint} ellipsis`}>
                      <Marked text={hit.hint} words={needle} />
                    </span>
                  ) : null}
                </div>
              ) : null,
            )}
          </div>
        ))}
        {hits.length === 0 ? (
          <div className={styles.none}>
            {isWaiting ? t('web.searching') : t('web.search.none', { words })}
          </div>
        ) : null}
      </div>
    </dialog>
  );
}

/** Records that the words find, of the kinds that this company has in its menus. */
function useRecordHits(words: string, areas: Area[]): { records: Hit[]; searching: boolean } {
  const go = useGo();
  const found = useFound(words);
  const shown = new Set(areas.flatMap((area) => area.entries.flatMap((entry) => entry.record ?? [])));
  const groups = words === '' ? [] : (found.data ?? []).filter((group) => shown.has(group.path));
  const records = groups.flatMap((group) =>
    group.items.map((item): Hit => ({
      key: item.id,
      group: tx(group.label),
      label: titleWord(group.path, item.title) || nameless(),
      hint: item.detail,
      run: () => go(recordUrl(group.path, item.id)),
    })),
  );
  return { records, searching: found.isFetching };
}

/** A text in which the typed words stand out, where it has them letter by letter. */
function Marked({ text, words }: { text: string; words: string }) {
  const terms = words.split(/\s+/).filter(Boolean);
  const lower = text.toLowerCase();
  const found = terms
    .map((term) => [lower.indexOf(term), term.length] as const)
    .filter(([at]) => at >= 0)
    .sort(([a], [b]) => a - b);
  const parts: ReactNode[] = [];
  let end = 0;
  for (const [at, length] of found) {
    if (at < end) continue;
    parts.push(text.slice(end, at), <mark key={at}>{text.slice(at, at + length)}</mark>);
    end = at + length;
  }
  return (
    <>
      {parts}
      {text.slice(end)}
    </>
  );
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
