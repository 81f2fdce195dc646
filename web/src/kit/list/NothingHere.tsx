import { Button } from 'antd';
import type { RecordMeta } from '../../api/types';
import { EmptyState } from '../EmptyState';
import { useGo } from '../Go';
import { hasSentence, t, tx } from '../i18n';

interface NothingHereProps {
  meta: RecordMeta;
  mayCreate: boolean;
  filtered: boolean;
  onClear: () => void;
}

/** An empty list: why, and the next step. */
export function NothingHere({ meta, mayCreate, filtered, onClear }: NothingHereProps) {
  const go = useGo();
  const what = tx(meta.label);
  // Some lists fill only after something is switched on elsewhere.
  const hint = `web.list.nothing.${meta.path}`;
  if (filtered) {
    return (
      <EmptyState
        title={t('web.list.none_match', { what })}
        why={t('web.list.none_match.why')}
        action={<Button onClick={onClear}>{t('web.list.filter.clear')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      title={t('web.list.none', { what })}
      why={
        hasSentence(hint) ? tx(hint) : meta.allowed.includes('import') ? t('web.list.none.import') : undefined
      }
      action={
        <>
          {mayCreate ? (
            <Button type="primary" onClick={() => go(`/${meta.path}/new`)}>
              {t('web.list.create', { what })}
            </Button>
          ) : null}
          {meta.allowed.includes('import') ? (
            <Button onClick={() => go(`/${meta.path}/import`)}>{t('web.import')}</Button>
          ) : null}
        </>
      }
    />
  );
}
