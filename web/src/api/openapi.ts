import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { asProblem, readProblem, type Problem } from './problem';

/** As much of an OpenAPI schema as the reference shows. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  description?: string;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  maxLength?: number;
  pattern?: string;
  default?: unknown;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface Operation {
  operationId: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
  'x-permission': string;
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** The server's own description of every route. */
export const useOpenApi = (): UseQueryResult<OpenApi, Problem> =>
  useQuery<OpenApi, Problem>({
    queryKey: ['openapi'],
    queryFn: async ({ signal }) => {
      try {
        const answer = await fetch('/api/openapi.json', { signal });
        if (!answer.ok) throw await readProblem(answer);
        return (await answer.json()) as OpenApi;
      } catch (error) {
        throw asProblem(error);
      }
    },
    staleTime: Infinity,
  });
