import { expect, test, vi } from 'vitest';
import { placed } from './placed';

vi.mock('./i18n', () => ({
  t: (key: string, said: Record<string, unknown> = {}) => [key, ...Object.values(said)].join(' ').trim(),
}));

test.each([
  ['lines.1.unit_price', 'decimal_max_places', 'web.problem.placed web.grid.cell 2 web.price too long'],
  ['body.lines.0.note', 'string_too_long', 'web.problem.placed web.grid.cell 1 too long'],
  ['lines.0.lots', 'lots_missing', 'too long'],
  ['started_on', 'missing', 'too long'],
])('what is wrong at %s (%s) is told with its place where the sentence names none', (field, code, said) => {
  expect(placed({ field, code, detail: 'too long' })).toBe(said);
});
