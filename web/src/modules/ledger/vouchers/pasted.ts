import type { QueryClient } from '@tanstack/react-query';
import { findAccounts, type DetailAccount } from '../booksApi';
import { nameOf } from './AccountCell';
import { accountMeant, searchFor, type ReadLine } from './readLines';
import { accountWords, dimensionsOf, type LineAccount, type VoucherLinePasted } from './voucherState';

export const lineAccount = (found: DetailAccount): LineAccount => ({
  code: found.code,
  name: nameOf(found),
  dimensions: dimensionsOf(found.dimensions),
  currency: found.currency,
});

/** The lines as the grid takes them, each account found once; what means no one account stays as it was written. */
export async function linesOf(client: QueryClient, read: ReadLine[]): Promise<VoucherLinePasted[]> {
  const said = [...new Set(read.flatMap((line) => line.account || []))];
  const found = await Promise.all(
    said.map(
      async (words) => [words, accountMeant(words, await findAccounts(client, searchFor(words)))] as const,
    ),
  );
  const meant = new Map(found);
  return read.map(({ account: words, ...cells }) => {
    if (words === undefined) return cells;
    const account = meant.get(words);
    if (!account) return { ...cells, words, account: null };
    const chosen = lineAccount(account);
    return { ...cells, words: accountWords(chosen), account: chosen };
  });
}
