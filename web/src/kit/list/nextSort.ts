/** field -> -field -> no order of one's own. */
export function nextSort(now: string | undefined, field: string): string | undefined {
  if (now === field) return `-${field}`;
  return now === `-${field}` ? undefined : field;
}
