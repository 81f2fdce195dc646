import { describe, expect, it } from 'vitest';
import type { RecordRow } from '../../api/types';
import { toldApart } from './toldApart';

const row = (values: Record<string, string | null>): RecordRow => ({ id: '1', ...values }) as RecordRow;

describe('two records of one name', () => {
  it('are told apart by number, else by phone', () => {
    expect(toldApart(['华信', '华信'], [row({ code: 'C1' }), row({ code: 'C2' })])).toEqual([
      '华信 · C1',
      '华信 · C2',
    ]);
    expect(
      toldApart(['华信', '华信'], [row({ code: null, phone: '138' }), row({ code: null, phone: null })]),
    ).toEqual(['华信 · 138', '华信']);
  });

  it('keep their names where these differ, or nothing does', () => {
    const rows: [RecordRow, RecordRow] = [row({ code: 'C1' }), row({ code: 'C1' })];
    expect(toldApart(['华信', '长城'], rows)).toEqual(['华信', '长城']);
    expect(toldApart(['华信', '华信'], rows)).toEqual(['华信', '华信']);
  });
});
