import { createStore } from '../store';

/** Which saved view a list opens with, by record; the person's choice in this browser. */
export const usualViews = createStore<Record<string, string>>({}, 'heyi.usual_views');

export function chooseUsual(record: string, id: string | null): void {
  usualViews.set((now) => {
    const others = Object.fromEntries(Object.entries(now).filter(([name]) => name !== record));
    return id ? { ...others, [record]: id } : others;
  });
}
