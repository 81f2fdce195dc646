import { formatInstant, formatRelative, today } from './dates';
import { t } from './i18n';

/** A business day, as it is: 2026-11-23. */
export function DateText({ value }: { value: string | null | undefined }) {
  return <span className="figure">{value ?? ''}</span>;
}

/** A day by which something is to be done: one that has passed is marked. */
export function Deadline({ value }: { value: string }) {
  return value < today() ? (
    <span className="figure negative">
      {value} {t('web.late')}
    </span>
  ) : (
    <DateText value={value} />
  );
}

/** A moment; relative where recency matters, exact on hover. */
export function TimeText({
  value,
  relative = false,
}: {
  value: string | null | undefined;
  relative?: boolean;
}) {
  if (!value) return null;
  const exact = formatInstant(value);
  return (
    <time className="figure" dateTime={value} title={exact}>
      {relative ? formatRelative(value) : exact}
    </time>
  );
}
