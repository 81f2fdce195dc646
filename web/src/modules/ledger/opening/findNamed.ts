import { fetchPage } from '../../../api/records';
import type { Condition, Reference } from '../../../api/types';
import { TAG_PATHS, TAGS, type Tag } from '../vouchers/voucherState';
import { namesIn, type Found, type Told } from './namedThings';

const AT_ONCE = 100;
const WITH_CODE: Tag[] = ['product', 'project'];

interface Row {
  id: string;
  name: string;
  code?: string | null;
}

async function find(tag: Tag, names: string[]): Promise<Map<string, Reference | null>> {
  const found = new Map<string, Reference | null>();
  const byName = WITH_CODE.includes(tag) ? ['name', 'code'] : ['name'];
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const value = names.slice(at, at + AT_ONCE);
    const either = byName.map((field): Condition => ({ field, op: 'in', value }));
    const filter: Condition = { or: either };
    const page = await fetchPage<Row>(TAG_PATHS[tag], { filter, fields: byName, limit: 200 }, null);
    for (const row of page.items) {
      const one = { id: row.id, title: row.name };
      for (const said of new Set([row.name, row.code ?? row.name])) {
        found.set(said, found.has(said) ? null : one);
      }
    }
  }
  return found;
}

/** Customers, people, departments, products and projects by what a table calls them. */
export async function findNamed(entries: Told[]): Promise<Found> {
  const names = namesIn(entries);
  const found = await Promise.all(TAGS.map(async (tag) => [tag, await find(tag, names[tag])] as const));
  return Object.fromEntries(found) as Found;
}
