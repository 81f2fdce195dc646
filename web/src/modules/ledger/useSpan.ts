import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Span } from './api';
import { thisMonth } from './SpanPicker';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The span of days in the URL; this month, or what is usual on the page, where it names none. */
export function useSpan(usual: () => Span = thisMonth): [Span, (span: Span) => void] {
  const search = useSearch({ strict: false }) as { from?: string; to?: string };
  const navigate = useNavigate();
  const named = DAY.test(search.from ?? '') && DAY.test(search.to ?? '');
  const span: Span = named ? { from: search.from ?? '', to: search.to ?? '' } : usual();
  const change = (next: Span): void =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...next })) as never,
      replace: true,
    });
  return [span, change];
}
