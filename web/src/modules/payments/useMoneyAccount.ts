import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMoneyAccounts, type MoneyAccount } from './api';

/** The money account in the URL; the default one where it names none. */
export function useMoneyAccount(): [MoneyAccount | undefined, (id: string) => void] {
  const { account } = useSearch({ strict: false }) as { account?: string };
  const navigate = useNavigate();
  const accounts = useMoneyAccounts();
  const chosen = accounts.data?.find((one) => one.id === account) ?? accounts.data?.[0];
  const change = (next: string): void =>
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, account: next })) as never,
      replace: true,
    });
  return [chosen, change];
}
