/** The pages of the day, fetched while nothing else is to be done, so that the first click opens at once. */
const DAILY = [
  () => import('../kit/list/ListPage'),
  () => import('../modules/sales/OrderPage'),
  () => import('../modules/parties/CustomerPage'),
  () => import('../modules/sales/editor/OrderEditorPage'),
  () => import('./shell/Palette'),
];

const QUIET_MS = 1_500;

export function prefetchDaily(): void {
  window.setTimeout(() => {
    // A page that cannot be fetched now is fetched, or refused in the open, when somebody goes there.
    for (const load of DAILY) load().catch(() => undefined);
  }, QUIET_MS);
}
