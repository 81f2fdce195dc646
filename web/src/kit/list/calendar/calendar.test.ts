import { describe, expect, it } from 'vitest';
import type { FieldMeta, RecordRow } from '../../../api/types';
import { dayOf, daysShown, onDay, step } from './days';

const due = { name: 'due', kind: 'date' } as FieldMeta;
const seen = { name: 'seen', kind: 'datetime' } as FieldMeta;

describe('the days of a calendar', () => {
  it('are whole weeks around a month', () => {
    const days = daysShown('2026-11-25', 'month');
    expect([days[0], days[days.length - 1], days.length]).toEqual(['2026-10-26', '2026-12-06', 42]);
    expect(daysShown('2027-02-10', 'month')).toHaveLength(28);
  });
  it('are the seven of a week from Monday', () =>
    expect(daysShown('2026-11-25', 'week')).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ]));
  it('go on by weeks and months, over the end of a year', () => {
    expect(step('2026-12-25', 'month', 1)).toBe('2027-01-01');
    expect(step('2026-12-28', 'week', 1)).toBe('2027-01-04');
  });
  it('hold a moment where the company is, and moving keeps its time', () => {
    expect(dayOf(seen, '2026-11-24T18:30:00Z')).toBe('2026-11-25');
    expect(dayOf(due, '2026-11-24')).toBe('2026-11-24');
    const row = { id: '1', seen: '2026-11-24T18:30:00Z', due: '2026-11-24' } as RecordRow;
    expect(onDay(seen, row, '2026-12-01')).toBe('2026-12-01T02:30:00+08:00');
    expect(onDay(due, row, '2026-12-01')).toBe('2026-12-01');
  });
});
