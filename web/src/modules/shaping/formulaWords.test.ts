import { describe, expect, it } from 'vitest';
import { namesOf, shownFormula, storedFormula } from './formulaWords';

const fields = [
  { name: 'x_price', label: '单价' },
  { name: 'x_count', label: '数量' },
  { name: 'x_other', label: '数量' },
];
const named = namesOf(fields, (key) => key);

describe('a formula in words', () => {
  it('shows what fields are called and keeps their names', () => {
    expect(shownFormula('{x_price} * 2', named)).toBe('{单价} * 2');
    expect(storedFormula('{单价} * 2', named)).toBe('{x_price} * 2');
  });

  it('tells fields of one label apart by their names', () => {
    expect(shownFormula('{x_count} + {x_other}', named)).toBe('{x_count} + {x_other}');
  });

  it('leaves what is no field to the server', () => {
    expect(storedFormula('{没有} + 1', named)).toBe('{没有} + 1');
  });
});
