import {
  AccountBookOutlined,
  AppstoreOutlined,
  BarChartOutlined,
  BuildOutlined,
  IdcardOutlined,
  InboxOutlined,
  SettingOutlined,
  ShopOutlined,
  ShoppingCartOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useMenus, type Menus } from '../api/look';
import { useMeta } from '../api/records';
import { useAccess } from '../kit/access';
import type { MessageKey } from '../kit/i18n';
import type { AreaKey, NavEntry, QuickCreate } from '../kit/module';
import { ALWAYS_SHOWN, inAreaOrder, inEntryOrder, navigation } from '../kit/navigation';
import { modules } from './modules';

interface AreaSign {
  label: MessageKey;
  icon: ReactNode;
}

export const areaSigns: Record<AreaKey, AreaSign> = {
  workbench: { label: 'web.area.workbench', icon: <AppstoreOutlined /> },
  customers: { label: 'web.area.customers', icon: <TeamOutlined /> },
  sales: { label: 'web.area.sales', icon: <ShopOutlined /> },
  purchasing: { label: 'web.area.purchasing', icon: <ShoppingCartOutlined /> },
  stock: { label: 'web.area.stock', icon: <InboxOutlined /> },
  production: { label: 'web.area.production', icon: <BuildOutlined /> },
  finance: { label: 'web.area.finance', icon: <AccountBookOutlined /> },
  people: { label: 'web.area.people', icon: <IdcardOutlined /> },
  insight: { label: 'web.area.insight', icon: <BarChartOutlined /> },
  settings: { label: 'web.area.settings', icon: <SettingOutlined /> },
};

export interface Area extends AreaSign {
  key: AreaKey;
  entries: NavEntry[];
}

const entries = modules.flatMap((module) => module.entries ?? []).sort((a, b) => a.order - b.order);
const creates = modules.flatMap((module) => module.creates ?? []).sort((a, b) => a.order - b.order);

navigation.set({
  areas: (Object.keys(areaSigns) as AreaKey[]).map((key) => ({ key, label: areaSigns[key].label })),
  entries,
});

/** What the company put out of sight: single entries, areas, and all areas of a part that is not in use. */
function isHidden(menus: Menus, entry: NavEntry): boolean {
  if (ALWAYS_SHOWN.includes(entry.to)) return false;
  const off = menus.parts.filter((part) => !part.on).flatMap((part) => part.areas);
  return menus.hidden.includes(entry.to) || menus.hidden.includes(entry.area) || off.includes(entry.area);
}

/** The areas with at least one entry this person may open. */
export function useAreas(): Area[] {
  const { meets } = useAccess();
  const meta = useMeta();
  const menus = useMenus();
  // What an entry leads to in passing has its place there too.
  const placed = new Set(
    entries.flatMap((entry) => [entry.record, ...(entry.also ?? []).map((path) => path.slice(1))]),
  );
  const others: NavEntry[] = meta.records
    .filter((record) => !placed.has(record.path) && record.allowed.includes('list'))
    .map((record) => ({
      area: record.own ? 'customers' : 'settings',
      order: 900,
      label: record.label as MessageKey,
      to: `/${record.path}`,
      record: record.path,
      group: record.own ? 'web.nav.own' : 'web.nav.base_data',
    }));
  const visible = [...entries, ...others].filter((entry) => meets(entry) && !isHidden(menus, entry));
  const areas = (Object.keys(areaSigns) as AreaKey[]).map((key) => ({
    key,
    ...areaSigns[key],
    entries: inEntryOrder(
      key,
      visible.filter((entry) => entry.area === key),
      menus,
    ),
  }));
  return inAreaOrder(areas, menus).filter((area) => area.entries.length > 0);
}

export function useQuickCreates(): QuickCreate[] {
  const { meets } = useAccess();
  const { records } = useMeta();
  const menus = useMenus();
  const hidden = entries.filter((entry) => isHidden(menus, entry)).map((entry) => entry.to);
  const isAway = (to: string): boolean => hidden.some((place) => to === place || to.startsWith(`${place}/`));
  const own: QuickCreate[] = records
    .filter((record) => record.own)
    .map((record) => ({
      order: 900,
      label: record.label as MessageKey,
      to: `/${record.path}/new`,
      record: record.path,
      verb: 'create',
    }));
  return [...creates, ...own].filter((create) => meets(create) && !isAway(create.to));
}

/** Whether an address is the entry's own or lies below it. */
export function isInside(entry: NavEntry, pathname: string): boolean {
  const places = [entry.to, ...(entry.also ?? [])];
  return places.some((place) => pathname === place || (place !== '/' && pathname.startsWith(`${place}/`)));
}

/** The area a path belongs to: the entry with the longest matching address. */
export function areaOf(areas: Area[], pathname: string): Area | undefined {
  let best: { area: Area; length: number } | undefined;
  for (const area of areas) {
    for (const entry of area.entries) {
      if (isInside(entry, pathname) && entry.to.length > (best?.length ?? 0))
        best = { area, length: entry.to.length };
    }
  }
  return best?.area;
}
