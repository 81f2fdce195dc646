import { Link, useNavigate } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';

export type SearchParams = Record<string, unknown>;

interface GoProps extends Omit<ComponentProps<'a'>, 'href' | 'ref'> {
  to: string;
  search?: SearchParams | undefined;
  children?: ReactNode;
}

/** A link inside the app: middle click and "open in new tab" work as on any link. */
export function Go({ to, search, children, ...rest }: GoProps) {
  return (
    <Link to={to} search={(search ?? {}) as never} activeOptions={{ exact: true }} {...(rest as object)}>
      {children}
    </Link>
  );
}

/** Goes to a place from code: after a save, from a keyboard shortcut. */
export function useGo(): (to: string, options?: { search?: SearchParams; replace?: boolean }) => void {
  const navigate = useNavigate();
  return (to, options = {}) =>
    void navigate({ to, search: (options.search ?? {}) as never, replace: options.replace ?? false });
}

export const recordUrl = (path: string, id: string): string => `/${path}/${encodeURIComponent(id)}`;
