import type { AreaKey, NavEntry } from './module';
import type { MessageKey } from './i18n';
import { createStore } from './store';

/** Everything that can stand in the menus, whoever looks and whatever is hidden; the app fills it in. */
export interface Navigation {
  areas: { key: AreaKey; label: MessageKey }[];
  entries: NavEntry[];
}

export const navigation = createStore<Navigation>({ areas: [], entries: [] });

/** The settings of the menus themselves stay in sight: hidden, nobody would find the way back. */
export const ALWAYS_SHOWN = ['/menus', '/'];

interface Ordered {
  areas: readonly string[];
  order: Record<string, readonly string[]>;
}

const rank = (list: readonly string[], item: string): number => {
  const place = list.indexOf(item);
  return place < 0 ? list.length : place;
};

/** Areas as the company ordered them; those it does not name keep their order behind. */
export const inAreaOrder = <T extends { key: string }>(areas: T[], menus: Ordered): T[] =>
  [...areas].sort((a, b) => rank(menus.areas, a.key) - rank(menus.areas, b.key));

/** Entries of one area as the company ordered them. */
export const inEntryOrder = <T extends { to: string }>(area: string, entries: T[], menus: Ordered): T[] => {
  const order = menus.order[area] ?? [];
  return [...entries].sort((a, b) => rank(order, a.to) - rank(order, b.to));
};
