import type { FileRef } from '../api/types';

/** The values that are more than a word or a figure. */
export interface Address {
  province: string;
  city: string;
  district: string;
  detail: string;
}

export interface Location {
  lat: string;
  lng: string;
  text: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isAddress = (value: unknown): value is Partial<Address> =>
  isObject(value) && ('province' in value || 'detail' in value);

export const isLocation = (value: unknown): value is Location =>
  isObject(value) && 'lat' in value && 'lng' in value;

/** 广东省深圳市南山区科技路 1 号: a city that is its own province is said once. */
export function addressText(address: Partial<Address>): string {
  const { province = '', city = '', district = '', detail = '' } = address;
  return [province, city === province ? '' : city, district, detail].join('');
}

export const locationText = (place: Location): string => place.text || `${place.lat}, ${place.lng}`;

/** A map of the place: the one that works where the reader is. */
export function mapUrl(place: Location, chinese: boolean): string {
  const name = encodeURIComponent(locationText(place));
  return chinese
    ? `https://uri.amap.com/marker?position=${place.lng},${place.lat}&name=${name}&coordinate=wgs84`
    : `https://www.openstreetmap.org/?mlat=${place.lat}&mlon=${place.lng}#map=16/${place.lat}/${place.lng}`;
}

export const filesOf = (value: unknown): FileRef[] =>
  Array.isArray(value)
    ? value.filter((one): one is FileRef => isObject(one) && 'id' in one && 'name' in one)
    : [];

export const linesOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

const KILO = 1024;

export function formatSize(bytes: number): string {
  if (bytes < KILO) return `${bytes} B`;
  const kilo = bytes / KILO;
  return kilo < KILO ? `${kilo.toFixed(0)} KB` : `${(kilo / KILO).toFixed(1)} MB`;
}

/** Only http and https may be opened; other words stay words. */
export const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text);
