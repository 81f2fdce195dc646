export interface Spot {
  latitude: string;
  longitude: string;
}

const DIGITS = 6;
const PATIENCE_MS = 10_000;

/** Where the device says it is; refused where the person or the browser does not allow it. */
export function locate(): Promise<Spot> {
  return new Promise((found, refused) => {
    if (!('geolocation' in navigator)) {
      refused(new Error('no geolocation'));
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        found({ latitude: coords.latitude.toFixed(DIGITS), longitude: coords.longitude.toFixed(DIGITS) }),
      refused,
      { enableHighAccuracy: true, timeout: PATIENCE_MS },
    );
  });
}
