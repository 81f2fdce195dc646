import { useMemo } from 'react';
import { useMeta } from '../api/records';
import { seenAs } from '../api/seeAs';
import { useMe } from '../api/session';
import type { RecordVerb } from '../api/types';
import type { Needs } from './module';

export interface Access {
  can: (permission: string) => boolean;
  may: (path: string, verb: RecordVerb) => boolean;
  meets: (needs: Needs) => boolean;
}

/** What this person may see and do, as the server told it. The server checks again; this only hides what is useless. */
export function useAccess(): Access {
  const me = useMe();
  const meta = useMeta();
  return useMemo(() => {
    const held = new Set(me.permissions);
    const looks = seenAs() !== null;
    const can = (permission: string): boolean =>
      (held.has('*') || held.has(permission)) && (!looks || permission.endsWith('.view'));
    const may = (path: string, verb: RecordVerb): boolean =>
      meta.records.some((record) => record.path === path && record.allowed.includes(verb));
    const meets = (needs: Needs): boolean =>
      (!needs.record || may(needs.record, needs.verb ?? 'list')) &&
      (!needs.permission || can(needs.permission));
    return { can, may, meets };
  }, [me, meta]);
}
