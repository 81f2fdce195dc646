import type { FieldMeta, RecordMeta } from '../../api/types';
import { isDay } from '../kinds';

/** One column as it is chosen: its field, its width where somebody drew it, and whether it stays in sight. */
export interface ColumnChoice {
  field: FieldMeta;
  width?: number | undefined;
  frozen: boolean;
}

const WIDTHS = { least: 60, most: 800 };

/** What rows bring along though no field says so. */
const along = (name: string, kind: FieldMeta['kind']): FieldMeta => ({
  name,
  kind,
  label: `web.list.${name}`,
  required: false,
  read_only: true,
  in_list: false,
  in_form: false,
});
const STAMPS = [along('created_at', 'datetime'), along('updated_at', 'datetime')];
const ABOUT = along('about', 'reference');

export const isAbout = (field: FieldMeta): boolean => field === ABOUT;

/** The fields of a record, what its rows are about, and the two times that every changeable record has. */
export function listFields(meta: RecordMeta): FieldMeta[] {
  const changeable = meta.customisable === true || meta.allowed.includes('update');
  const known = new Set(meta.fields.map((field) => field.name));
  const stamps = changeable ? STAMPS.filter((field) => !known.has(field.name)) : [];
  return [...meta.fields, ...(meta.about ? [ABOUT] : []), ...stamps];
}

/** The chosen columns in the chosen order, the frozen ones first; unknown names in an old link are passed over. */
export function chosenColumns(meta: RecordMeta, cols: string | undefined): ColumnChoice[] {
  const byName = new Map(listFields(meta).map((field) => [field.name, field]));
  const chosen = (cols ?? '').split(',').flatMap((word) => {
    const parts = /^([a-z0-9_]+)(?::(\d+))?(!?)$/.exec(word);
    const field = byName.get(parts?.[1] ?? '');
    if (!field || !parts) return [];
    const width = parts[2] ? within(Number(parts[2])) : undefined;
    return [{ field, width, frozen: parts[3] === '!' }];
  });
  const once = chosen.filter((one, at) => chosen.findIndex((other) => other.field === one.field) === at);
  if (once.length === 0) return usualColumns(meta);
  return [...once.filter((one) => one.frozen), ...once.filter((one) => !one.frozen)];
}

export const within = (width: number): number =>
  Math.max(WIDTHS.least, Math.min(WIDTHS.most, Math.round(width)));

export const columnsWord = (choices: ColumnChoice[]): string =>
  choices
    .map(({ field, width, frozen }) => `${field.name}${width ? `:${width}` : ''}${frozen ? '!' : ''}`)
    .join(',');

export function usualColumns(meta: RecordMeta): ColumnChoice[] {
  const { without = [], extra = [] } = USUAL[meta.path] ?? {};
  const usual = meta.fields.filter(
    (field) =>
      (field.in_list || extra.includes(field.name)) && !without.includes(field.name) && !isBareId(field),
  );
  const named = usual.length > 0 ? usual : meta.fields.filter((field) => field.name === meta.title_field);
  const shown = meta.about ? [...named.slice(0, 1), ABOUT, ...named.slice(1)] : named;
  return shown.map((field, at) => ({ field, frozen: at === 0 }));
}

/** Among customers nobody asks who is one, but everybody whose they are; what is said is about a customer or a lead. */
const USUAL: Record<string, { without: string[]; extra: string[] }> = {
  parties: { without: ['is_customer'], extra: ['owner_id'] },
  'follow-ups': { without: ['party_id'], extra: [] },
};

/** An id that no person reads: the title beside it is the link. */
const isBareId = (field: FieldMeta): boolean => field.kind === 'text' && field.name.endsWith('_id');

/** Groups by a day would be as many as rows: days are grouped by their month. */
export const groupWord = (field: FieldMeta): string => (isDay(field) ? `${field.name}:month` : field.name);
