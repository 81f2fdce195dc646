import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { createIntent, newKey, tabPlace, type Intent } from '../kit/intent';
import { asProblem, type Problem } from './problem';
import { readAgain } from './readAgain';

export type Command<Input, Output> = UseMutationResult<Output, Problem, Input>;

interface CommandOptions<Input, Output> {
  onSuccess?: (output: Output, input: Input) => void;
  /** False where nothing on the screen depends on it. */
  keepFresh?: boolean;
  /** The id of what is no more afterwards: nothing asks for it again, not even a page that still shows it. */
  gone?: (input: Input) => string;
  /** The name under which an undecided intent outlives a reload: for what makes documents. */
  keepAs?: string;
  /** What makes two inputs the same intent, where the input itself is no plain data (files). */
  fingerprint?: (input: Input) => unknown;
}

/**
 * A change on the server. The key belongs to the intent: it stays the same while the outcome is unknown
 * (double click, broken line) and is new once the server has decided.
 * After success every figure on the screen is read again.
 */
export function useCommand<Input, Output>(
  run: (input: Input, key: string) => Promise<Output>,
  options: CommandOptions<Input, Output> = {},
): Command<Input, Output> {
  const queries = useQueryClient();
  const [intent] = useState<Intent>(() =>
    createIntent(newKey, options.keepAs ? tabPlace(options.keepAs) : undefined),
  );
  const underWay = useRef<{ key: string; promise: Promise<Output> } | null>(null);
  return useMutation<Output, Problem, Input>({
    mutationFn: (input) => {
      const key = intent.keyFor(options.fingerprint ? options.fingerprint(input) : input);
      if (underWay.current?.key === key) return underWay.current.promise;
      const promise = run(input, key)
        .catch((error: unknown) => {
          const problem = asProblem(error);
          if (!problem.undecided) intent.settle();
          throw problem;
        })
        .then((output) => {
          intent.settle();
          return output;
        })
        .finally(() => {
          underWay.current = null;
        });
      underWay.current = { key, promise };
      return promise;
    },
    onSuccess: async (output, input) => {
      options.onSuccess?.(output, input);
      if (options.keepFresh === false) return;
      const gone = options.gone?.(input);
      if (gone === undefined) return readAgain(queries);
      const speaksOf = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
        JSON.stringify(queryKey).includes(gone);
      await queries.invalidateQueries({ predicate: speaksOf, refetchType: 'none' });
      await readAgain(queries, { predicate: (query) => !speaksOf(query) });
    },
  });
}
