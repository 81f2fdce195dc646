import { describe, expect, it } from 'vitest';
import { nothingTyped, stepWedge } from './wedge';

function typed(keys: string[], every: number): string | null {
  let wedge = nothingTyped;
  let at = 1000;
  let code: string | null = null;
  for (const key of keys) {
    at += every;
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
  it('begins anew after a pause', () => {
    const first = stepWedge(nothingTyped, '9', 1000).now;
    const later = stepWedge(first, '6', 2000).now;
    expect(later.text).toBe('6');
  });
});
