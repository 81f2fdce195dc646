import { mapUrl } from '../../../kit/structures';

const KM_TO_A_DEGREE = 111.195;
const HALF_TURN = 180;

export interface Point {
  latitude: number;
  longitude: number;
}

/** Where a place lies on a flat plan around another one, in kilometres to the east and to the south. */
export function onPlan(here: Point, there: Point): { x: number; y: number } {
  let aside = there.longitude - here.longitude;
  if (aside > HALF_TURN) aside -= 2 * HALF_TURN;
  if (aside < -HALF_TURN) aside += 2 * HALF_TURN;
  const middle = ((here.latitude + there.latitude) / 2) * (Math.PI / HALF_TURN);
  return {
    x: aside * KM_TO_A_DEGREE * Math.cos(middle),
    y: (here.latitude - there.latitude) * KM_TO_A_DEGREE,
  };
}

/** The circles that tell distances: the radius itself and two within it. */
export const ringsOf = (km: number): number[] => [km / 5, km / 2, km];

/** The place for a map of the phone's own: on Apple's devices its Maps, elsewhere whatever opens `geo:`. */
export function mapLink(there: Point & { name: string }, agent: string, chinese: boolean): string {
  const place = `${there.latitude},${there.longitude}`;
  const name = encodeURIComponent(there.name);
  return /iPhone|iPad|Macintosh/u.test(agent)
    ? `https://maps.apple.com/?ll=${place}&q=${name}`
    : /Android/u.test(agent)
      ? `geo:${place}?q=${place}(${name})`
      : mapUrl({ text: there.name, lat: String(there.latitude), lng: String(there.longitude) }, chinese);
}
