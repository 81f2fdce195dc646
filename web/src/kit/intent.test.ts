import { describe, expect, it } from 'vitest';
import { createIntent, newKey, type IntentPlace, type OpenIntent } from './intent';

const counted = () => {
  let made = 0;
  return createIntent(() => `key ${(made += 1)}`);
};

describe('an intent', () => {
  it('keeps its key while its outcome is unknown', () => {
    const intent = counted();
    expect(intent.keyFor({ amount: '5' })).toBe('key 1');
    expect(intent.keyFor({ amount: '5' })).toBe('key 1');
  });
  it('is another one with another body', () => {
    const intent = counted();
    intent.keyFor({ amount: '5' });
    expect(intent.keyFor({ amount: '6' })).toBe('key 2');
  });
  it('is over once the server has decided', () => {
    const intent = counted();
    intent.keyFor(null);
    intent.settle();
    expect(intent.keyFor(null)).toBe('key 2');
  });
  it('outlives a reload where it has a place', () => {
    const kept: { open: OpenIntent | null } = { open: null };
    const place: IntentPlace = { read: () => kept.open, write: (open) => void (kept.open = open) };
    const before = createIntent(() => 'key 1', place).keyFor('order');
    expect(createIntent(() => 'key 2', place).keyFor('order')).toBe(before);
    expect(createIntent(() => 'key 2', place).keyFor('another order')).toBe('key 2');
  });
  it('has a UUID as its key', () =>
    expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
});
