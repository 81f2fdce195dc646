import type { NavEntry } from '../../kit/module';
import type { Area } from '../areas';

/** A place of the bar: an area, or one entry of it that hands need all day. */
export interface Place {
  area: Area;
  to: string;
  /** The entry that is meant where it is not the area as a whole. */
  scans: boolean;
  /** Named by its own entry: what waits for approval. */
  approves?: boolean;
}

const DAY_OF_SALES = ['workbench', 'customers', 'sales'];
const APPROVALS = '/approvals';
const SCANNING = '/stock-work';
const ON_HAND = '/stock';

/** Who works with goods and not with leads has other places of the day: what lies there, and the scanner. */
export function placesInBar(areas: Area[], can: (permission: string) => boolean): Place[] {
  const placeOf = (key: string): Place[] =>
    areas.flatMap((area) =>
      area.key === key ? [{ area, to: area.entries[0]?.to ?? '/', scans: false }] : [],
    );
  const stock = areas.find((area) => area.key === 'stock');
  if (!stock || !can('stock.count.count') || can('crm.lead.view'))
    return [...DAY_OF_SALES.flatMap(placeOf), ...approving(areas)];
  const entry = (to: string): NavEntry | undefined => stock.entries.find((one) => one.to === to);
  return [
    ...placeOf('workbench'),
    ...placeOf('stock').map((place) => ({ ...place, to: entry(ON_HAND)?.to ?? place.to })),
    ...(entry(SCANNING) ? [{ area: stock, to: SCANNING, scans: true }] : []),
    ...approving(areas),
  ];
}

/** What waits for one's word, where the company has not put it out of sight. */
const approving = (areas: Area[]): Place[] =>
  areas
    .filter((area) => area.entries.some((entry) => entry.to === APPROVALS))
    .map((area) => ({ area, to: APPROVALS, scans: false, approves: true }));
