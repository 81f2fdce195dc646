import { expect, test } from 'vitest';
import { inAreaOrder, inEntryOrder } from './navigation';

const menus = { areas: ['stock', 'sales'], order: { sales: ['/b'] } };

test('areas and entries come in the order that was set, the others behind as they were', () => {
  const areas = ['workbench', 'sales', 'stock'].map((key) => ({ key }));
  expect(inAreaOrder(areas, menus).map((area) => area.key)).toEqual(['stock', 'sales', 'workbench']);
  const entries = ['/a', '/b', '/c'].map((to) => ({ to }));
  expect(inEntryOrder('sales', entries, menus).map((entry) => entry.to)).toEqual(['/b', '/a', '/c']);
  expect(inEntryOrder('stock', entries, menus)).toEqual(entries);
});
