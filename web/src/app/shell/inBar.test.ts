import { describe, expect, it } from 'vitest';
import type { Area } from '../areas';
import { placesInBar } from './inBar';

const area = (key: string, ...paths: string[]): Area =>
  ({ key, label: 'web.area.stock', icon: null, entries: paths.map((to) => ({ to })) }) as unknown as Area;
const AREAS = [
  area('workbench', '/'),
  area('customers', '/parties'),
  area('sales', '/sales-orders'),
  area('stock', '/stock-work', '/stock'),
];
const with_ =
  (...rights: string[]) =>
  (permission: string): boolean =>
    rights.includes(permission);

describe('the bar of a phone', () => {
  it('leads a storekeeper to what lies there and to the scanner', () => {
    const places = placesInBar(AREAS, with_('stock.count.count'));
    expect(places.map((place) => [place.area.key, place.to, place.scans])).toEqual([
      ['workbench', '/', false],
      ['stock', '/stock', false],
      ['stock', '/stock-work', true],
    ]);
  });

  it('leads everybody else to customers and sales', () => {
    for (const rights of [[], ['crm.lead.view'], ['stock.count.count', 'crm.lead.view']])
      expect(placesInBar(AREAS, with_(...rights)).map((place) => place.to)).toEqual([
        '/',
        '/parties',
        '/sales-orders',
      ]);
  });

  it('leads whoever may be asked to what waits for his word', () => {
    const asked = [area('workbench', '/', '/approvals'), ...AREAS.slice(1)];
    for (const rights of [[], ['stock.count.count']]) {
      const last = placesInBar(asked, with_(...rights)).at(-1);
      expect([last?.to, last?.approves, last?.area.key]).toEqual(['/approvals', true, 'workbench']);
    }
  });

  it('shows no scanner where the company has put it out of sight', () => {
    const hidden = [area('workbench', '/'), area('stock', '/stock')];
    expect(placesInBar(hidden, with_('stock.count.count')).map((place) => place.to)).toEqual(['/', '/stock']);
  });
});
