import { useEffect } from 'react';
import { useMe } from '../api/session';
import { createStore, useStore } from './store';

export interface RecentTab {
  to: string;
  title: string;
}

interface Kept {
  tenant: string;
  tabs: RecentTab[];
}

const MOST = 8;
const kept = createStore<Kept>({ tenant: '', tabs: [] }, 'heyi.tabs');

/** Tabs of the records opened last, for this company only; they survive a reload. */
export function useRecentTabs(): RecentTab[] {
  const tenant = useMe().tenant_id;
  const now = useStore(kept);
  return now.tenant === tenant ? now.tabs : [];
}

/** Called by a record page once it knows its title. */
export function useRecentTab(to: string, title: string | undefined): void {
  const tenant = useMe().tenant_id;
  useEffect(() => {
    if (!title) return;
    kept.set(({ tenant: before, tabs }) => {
      const same = before === tenant ? tabs : [];
      const known = same.findIndex((tab) => tab.to === to);
      if (known >= 0) return { tenant, tabs: same.map((tab) => (tab.to === to ? { to, title } : tab)) };
      return { tenant, tabs: [...same.slice(-(MOST - 1)), { to, title }] };
    });
  }, [to, title, tenant]);
}

export function closeTab(to: string): void {
  kept.set(({ tenant, tabs }) => ({ tenant, tabs: tabs.filter((tab) => tab.to !== to) }));
}
