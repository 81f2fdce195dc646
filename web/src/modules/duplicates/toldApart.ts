import type { RecordRow } from '../../api/types';

const MARKS = ['code', 'number', 'phone', 'email'];

/** What two records are called; where that is the same, with the first mark in which they differ. */
export function toldApart(titles: [string, string], rows: [RecordRow, RecordRow]): [string, string] {
  const [first, second] = titles;
  if (first !== second) return titles;
  const marked = (mark: string, row: RecordRow): string => {
    const value = row[mark];
    return typeof value === 'string' ? value : '';
  };
  const mark = MARKS.find((one) => marked(one, rows[0]) !== marked(one, rows[1]));
  if (mark === undefined) return titles;
  const named = (title: string, row: RecordRow): string =>
    [title, marked(mark, row)].filter(Boolean).join(' · ');
  return [named(first, rows[0]), named(second, rows[1])];
}
