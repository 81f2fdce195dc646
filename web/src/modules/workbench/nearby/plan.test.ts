import { expect, test } from 'vitest';
import { mapLink, onPlan, ringsOf } from './plan';

const HERE = { latitude: 31.240018, longitude: 121.490317 };

test('north is up, east is right, and kilometres are kilometres', () => {
  const north = onPlan(HERE, { ...HERE, latitude: 31.330018 });
  expect([north.x, Number(north.y.toFixed(2))]).toEqual([0, -10.01]);
  const west = onPlan(HERE, { ...HERE, longitude: 121.459 });
  expect([Number(west.x.toFixed(2)), west.y]).toEqual([-2.98, 0]);
});

test('over the line of the date it is the short way', () => {
  const over = onPlan({ latitude: 0, longitude: 179.9 }, { latitude: 0, longitude: -179.9 });
  expect(Number(over.x.toFixed(2))).toBe(22.24);
});

test('rings tell a fifth, half and all of the radius', () => {
  expect(ringsOf(20)).toEqual([4, 10, 20]);
});

test('the map of the device is opened', () => {
  const there = { ...HERE, name: '华信 科技' };
  expect(mapLink(there, 'Linux; Android 15', true)).toBe(
    'geo:31.240018,121.490317?q=31.240018,121.490317(%E5%8D%8E%E4%BF%A1%20%E7%A7%91%E6%8A%80)',
  );
  expect(mapLink(there, 'iPhone', true)).toBe(
    'https://maps.apple.com/?ll=31.240018,121.490317&q=%E5%8D%8E%E4%BF%A1%20%E7%A7%91%E6%8A%80',
  );
  expect(mapLink(there, 'X11; Linux', true)).toBe(
    'https://uri.amap.com/marker?position=121.490317,31.240018&name=%E5%8D%8E%E4%BF%A1%20%E7%A7%91%E6%8A%80&coordinate=wgs84',
  );
  expect(mapLink(there, 'X11; Linux', false)).toBe(
    'https://www.openstreetmap.org/?mlat=31.240018&mlon=121.490317#map=16/31.240018/121.490317',
  );
});
