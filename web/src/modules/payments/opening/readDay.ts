const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: .*)?$|^(\d{4})(\d{2})(\d{2})$/;

/** A day as people write it; null for what is none. */
export function readDay(text: string): string | null {
  const found = DAY.exec(text.trim());
  if (!found) return null;
  const [year, month, day] = found[1] ? found.slice(1, 4) : found.slice(4, 7);
  const said = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const known = new Date(`${said}T00:00:00Z`);
  return !Number.isNaN(known.getTime()) && known.toISOString().startsWith(said) ? said : null;
}
