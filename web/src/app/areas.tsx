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
import { useMeta } from '../api/records';
import { useAccess } from '../kit/access';
import type { MessageKey } from '../kit/i18n';
import type { AreaKey, NavEntry, QuickCreate } from '../kit/module';
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

/** The areas with at least one entry this person may open. */
export function useAreas(): Area[] {
  const { meets } = useAccess();
  const meta = useMeta();
  const placed = new Set(entries.map((entry) => entry.record));
  const others: NavEntry[] = meta.records
    .filter((record) => !placed.has(record.path) && record.allowed.includes('list'))
    .map((record) => ({
      area: 'settings',
      order: 900,
      label: record.label as MessageKey,
      to: `/${record.path}`,
      record: record.path,
      group: 'web.nav.base_data',
    }));
  const visible = [...entries, ...others].filter(meets);
  return (Object.keys(areaSigns) as AreaKey[])
    .map((key) => ({ key, ...areaSigns[key], entries: visible.filter((entry) => entry.area === key) }))
    .filter((area) => area.entries.length > 0);
}

export function useQuickCreates(): QuickCreate[] {
  const { meets } = useAccess();
  return creates.filter(meets);
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
