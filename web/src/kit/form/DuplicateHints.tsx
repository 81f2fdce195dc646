import { useMatches, type Match } from '../../api/duplicates';
import { useMeta } from '../../api/records';
import type { Problem } from '../../api/problem';
import type { RecordMeta } from '../../api/types';
import { ProblemList } from '../ErrorPanel';
import { recordUrl } from '../Go';
import { t, tx } from '../i18n';
import { useDebounced } from '../useDebounced';
import type { Values } from './changes';
import styles from './DuplicateHints.module.css';
import { nameless } from '../nameless';

const PAUSE_MS = 400;
const SHOWN = 5;

/** What of the typed values the rules look at. */
function asked(meta: RecordMeta, values: Values, initial: Values, isNew: boolean): Record<string, string> {
  const names = meta.duplicate_fields ?? [];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      const typed = typeof value === 'string' ? value.trim() : '';
      return typed.length > 1 && (isNew || value !== initial[name]) ? [[name, typed]] : [];
    }),
  );
}

interface HintsProps {
  meta: RecordMeta;
  id: string | undefined;
  values: Values;
  initial: Values;
}

/** Says quietly, while somebody types, what may be there already and whose it is. */
export function DuplicateHints({ meta, id, values, initial }: HintsProps) {
  const words = JSON.stringify(asked(meta, values, initial, id === undefined));
  const settled = JSON.parse(useDebounced(words, PAUSE_MS)) as Record<string, string>;
  const isAsked = Object.keys(settled).length > 0;
  const matches = useMatches(meta.path, settled, id);
  const found = isAsked ? (matches.data ?? []) : [];
  return (
    <div role="status" aria-live="polite">
      {found.length > 0 ? (
        <div className={styles.hints}>
          <div className={styles.title}>{t('web.duplicates.perhaps')}</div>
          <ul>
            {found.slice(0, SHOWN).map((match, at) => (
              <li key={`${match.record}${match.id ?? at}`}>
                <Hint meta={meta} match={match} />
              </li>
            ))}
          </ul>
          {found.length > SHOWN ? (
            <div className="soft">{t('web.duplicates.more', { count: found.length - SHOWN })}</div>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function Hint({ meta, match }: { meta: RecordMeta; match: Match }) {
  const field = meta.fields.find((item) => item.name === match.field);
  const { records } = useMeta();
  const other = match.record === meta.name ? undefined : records.find((item) => item.name === match.record);
  return (
    <>
      {match.id ? (
        <a href={recordUrl(other?.path ?? meta.path, match.id)} target="_blank" rel="noopener noreferrer">
          {other ? `${tx(other.label)} ` : null}
          {match.title || nameless()}
        </a>
      ) : (
        <span>{match.title || t('web.duplicates.unseen')}</span>
      )}
      <span className="soft">
        {t(match.method === 'domain' ? 'web.duplicates.same_domain' : 'web.duplicates.same', {
          field: tx(field?.label) || match.field,
        })}
      </span>
      {match.owner ? <span>{t('web.duplicates.owner', { name: match.owner })}</span> : null}
      {match.blocks ? <span className={styles.blocks}>{t('web.duplicates.blocks')}</span> : null}
    </>
  );
}

/** The way to the record because of which another one is refused; of any other refusal, what is wrong. */
export function DuplicateLink({ meta, problem }: { meta: RecordMeta; problem: Problem }) {
  const { id, title } = problem.params;
  if (problem.code !== 'records.duplicate_exists' || typeof id !== 'string') {
    return problem.errors.length > 0 ? <ProblemList errors={problem.errors} /> : null;
  }
  return (
    <a href={recordUrl(meta.path, id)} target="_blank" rel="noopener noreferrer">
      {t('web.duplicates.open', { title: String(title) })}
    </a>
  );
}
