import { describe, expect, it } from 'vitest';
import { namesProduct, nothingTyped, stepWedge } from './wedge';

function typed(keys: string[], every: number, late: Record<number, number> = {}): string | null {
  let wedge = nothingTyped;
  let at = 1000;
  let code: string | null = null;
  for (const [place, key] of keys.entries()) {
    at += late[place] ?? every;
    const step = stepWedge(wedge, key, at);
    wedge = step.now;
    code = step.code ?? code;
  }
  return code;
}

describe('a scanner that types like a keyboard', () => {
  it('is told from a hand by its speed', () => {
    expect(typed([...'6901234567892', 'Enter'], 5)).toBe('6901234567892');
    expect(typed([...'6901234567892', 'Enter'], 120)).toBeNull();
  });
  it('is not heard in a quick short word', () => {
    expect(typed([...'abc', 'Enter'], 5)).toBeNull();
    expect(typed([...'12345', 'Enter'], 5)).toBeNull();
  });
  it('is not heard in an amount', () => {
    expect(typed([...'56.5', 'Enter'], 5)).toBeNull();
    expect(typed([...'12345.67', 'Enter'], 5)).toBeNull();
  });
  it('may press Shift for capitals, and a key between the parts of a GS1 code', () => {
    expect(typed(['Shift', 'A', ...'12345', 'Enter'], 5)).toBe('A12345');
    expect(typed([...'10AB', 'F8', ...'21X9', 'Enter'], 5)).toBe('10AB\u001d21X9');
  });
  it('is heard whole where a busy page hears its first keys late', () => {
    expect(typed([...'6901234567892', 'Enter'], 5, { 1: 60 })).toBe('6901234567892');
    expect(typed([...'4006381333931', 'Enter'], 5, { 1: 200, 2: 900 })).toBe('4006381333931');
    expect(typed([...'CGDD202611300002', 'Enter'], 5, { 2: 80, 4: 80 })).toBe('CGDD202611300002');
    expect(typed([...'6901234567892', 'Enter'], 5, { 9: 300 })).toBe('6901234567892');
  });
  it('is told from what a hand typed into the same field before', () => {
    expect(typed([...'406901234567892', 'Enter'], 5, { 1: 200, 2: 900 })).toBe('6901234567892');
    expect(typed([...'40SP000001', 'Enter'], 5, { 1: 200, 2: 1600 })).toBe('SP000001');
    expect(typed([...'1234567.5', 'Enter'], 5, { 1: 200 })).toBeNull();
  });
  it('begins anew after a pause', () => {
    const first = stepWedge(nothingTyped, '9', 1000).now;
    const later = stepWedge(first, '6', 3000).now;
    expect(later.text).toBe('6');
  });
});

it.each([
  ['6901234567892', true],
  ['0106901234567892', true],
  ['010690123456789210L1\u001d', true],
  [']C101069012345678921726123110L1', true],
  ['SN20260001', false],
  ['L2026-11', false],
  ['20270109', false],
])('%s names a product: %s', (code, names) => expect(namesProduct(code)).toBe(names));
