import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Clash, useChangeCell } from '../../api/lists';
import { Problem } from '../../api/problem';
import { readAgain } from '../../api/readAgain';
import type { FieldMeta, RecordMeta, RecordRow } from '../../api/types';
import { sent } from '../form/changes';
import { t } from '../i18n';
import { sayRefused } from '../toast';

export interface Moved {
  row: RecordRow;
  value: unknown;
}

export interface Moves {
  /** Where rows stand for the eye while the server has not answered. */
  moved: ReadonlyMap<string, Moved>;
  move: (row: RecordRow, value: unknown) => Promise<boolean>;
}

/** Gives a row another value by moving it: to another column of a board, another day of a calendar. */
export function useMoves(meta: RecordMeta, field: FieldMeta): Moves {
  const queries = useQueryClient();
  const change = useChangeCell(meta.path);
  const [moved, setMoved] = useState<ReadonlyMap<string, Moved>>(new Map());
  const move = useCallback(
    async (row: RecordRow, value: unknown) => {
      setMoved((now) => new Map(now).set(row.id, { row, value }));
      try {
        await change({
          row,
          changes: { [field.name]: sent(value, field) },
          shown: { [field.name]: value },
        });
        return true;
      } catch (error) {
        sayRefused(
          error instanceof Clash
            ? new Problem(412, { title: t('web.board.clash'), detail: t('web.board.clash.why') })
            : error,
        );
        return false;
      } finally {
        await readAgain(queries, { queryKey: ['records', meta.path] });
        setMoved((now) => {
          const left = new Map(now);
          left.delete(row.id);
          return left;
        });
      }
    },
    [change, field, meta.path, queries],
  );
  return { moved, move };
}
