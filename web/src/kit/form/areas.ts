import { areaList } from '@vant/area-data';

export interface Area {
  value: string;
  label: string;
  children?: Area[];
}

const sorted = (list: Record<string, string>): [string, string][] =>
  Object.entries(list).sort(([a], [b]) => a.localeCompare(b));

function byStart(list: [string, string][], digits: number): Map<string, [string, string][]> {
  const found = new Map<string, [string, string][]>();
  for (const entry of list) {
    const start = entry[0].slice(0, digits);
    found.set(start, [...(found.get(start) ?? []), entry]);
  }
  return found;
}

/** Provinces with their cities and districts, by the names people write. */
export function areas(): Area[] {
  const districts = byStart(sorted(areaList.county_list), 4);
  const cities = byStart(sorted(areaList.city_list), 2);
  const plain = ([, name]: [string, string]): Area => ({ value: name, label: name });
  return sorted(areaList.province_list).map((province) => ({
    ...plain(province),
    children: (cities.get(province[0].slice(0, 2)) ?? []).map((city) => ({
      ...plain(city),
      children: (districts.get(city[0].slice(0, 4)) ?? []).map(plain),
    })),
  }));
}
