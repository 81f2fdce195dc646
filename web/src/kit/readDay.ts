const LABEL = /^(\d{2})(\d{2})(\d{2})$/;
const DAY = /^(\d{4})[-/.\u5e74](\d{1,2})[-/.\u6708](\d{1,2})\u65e5?(?: .*)?$|^(\d{4})(\d{2})(\d{2})$/;

/** A day as people write it, or as a label shows it: 2027-03-01, 2027/3/1, 20270301 or 270301; null for what is none. */
export function readDay(text: string): string | null {
  const found = DAY.exec(text.trim().replace(LABEL, '20$1$2$3'));
  if (!found) return null;
  const [year, month, day] = found[1] ? found.slice(1, 4) : found.slice(4, 7);
  const said = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const known = new Date(`${said}T00:00:00Z`);
  return !Number.isNaN(known.getTime()) && known.toISOString().startsWith(said) ? said : null;
}
