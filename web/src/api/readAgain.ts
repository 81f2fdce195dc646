import type { InvalidateQueryFilters, Query, QueryClient } from '@tanstack/react-query';

/**
 * Reads again what is shown, after a change. A first reading under way may have seen the time before the change, and
 * would be taken for the new one: it is given up and begun again.
 */
export async function readAgain(queries: QueryClient, concerned: InvalidateQueryFilters = {}): Promise<void> {
  const isFirst = (query: Query): boolean =>
    query.state.data === undefined &&
    query.state.fetchStatus === 'fetching' &&
    (concerned.predicate?.(query) ?? true);
  await queries.cancelQueries({ ...concerned, type: 'active', predicate: isFirst });
  await queries.invalidateQueries(concerned);
}
