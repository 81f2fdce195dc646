import { formatInstant, formatRelative } from './dates';

/** A business day, as it is: 2026-11-23. */
export function DateText({ value }: { value: string | null | undefined }) {
  return <span className="figure">{value ?? ''}</span>;
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
