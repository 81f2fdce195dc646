import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { readAgain } from './readAgain';

/** A list whose readings are answered by hand, in the order in which they were asked. */
function shown(queries: QueryClient) {
  const asked: ((rows: string[]) => void)[] = [];
  const observer = new QueryObserver<string[]>(queries, {
    queryKey: ['rows'],
    queryFn: () => new Promise((answer) => asked.push(answer)),
  });
  observer.subscribe(() => undefined);
  return { asked, rows: () => observer.getCurrentResult().data };
}

describe('after a change', () => {
  it('a first reading that began before it is begun again', async () => {
    const queries = new QueryClient();
    const { asked, rows } = shown(queries);
    expect(asked.length).toBe(1);
    const read = readAgain(queries);
    asked[0]?.(['before']);
    await expect.poll(() => asked.length).toBe(2);
    asked[1]?.(['before', 'after']);
    await read;
    expect(rows()).toEqual(['before', 'after']);
  });
  it('what is not concerned goes on with its first reading', async () => {
    const queries = new QueryClient();
    const { asked, rows } = shown(queries);
    await readAgain(queries, { predicate: () => false });
    asked[0]?.(['before']);
    await expect.poll(rows).toEqual(['before']);
    expect(asked.length).toBe(1);
  });
});
