import type { OpenApi, Operation, Schema } from '../../api/openapi';
import type { RecordMeta } from '../../api/types';

export interface Route {
  key: string;
  method: string;
  path: string;
  operation: Operation;
}

export interface RouteGroup {
  key: string;
  /** Message key of the record whose routes these are; other groups are named by their first step. */
  label: string | null;
  routes: Route[];
}

export interface Place {
  name: string;
  where: string;
  kind: string;
  required: boolean;
  note: string;
}

/** The schema behind a reference, and of a choice the first that is not null. */
export function resolved(api: OpenApi, schema: Schema): Schema {
  if (schema.$ref) return resolved(api, api.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  const chosen = schema.anyOf?.find((part) => part.type !== 'null');
  return chosen
    ? { ...resolved(api, chosen), ...(schema.description ? { description: schema.description } : {}) }
    : schema;
}

/** What a value is, in one or two words. */
export function kindOf(api: OpenApi, schema: Schema): string {
  const plain = resolved(api, schema);
  if (plain.enum) return plain.enum.map(String).join(' | ');
  if (plain.const !== undefined) return String(plain.const);
  if (plain.type === 'array') return `${kindOf(api, plain.items ?? {})}[]`;
  return [plain.type ?? 'object', plain.format].filter(Boolean).join(' ');
}

export const bodyOf = (operation: Operation): Schema | undefined =>
  Object.values(operation.requestBody?.content ?? {})[0]?.schema;

/** Parameters and the fields of the body, one line each; fields of lines stand below their list. */
export function placesOf(api: OpenApi, operation: Operation): Place[] {
  const parameters = (operation.parameters ?? []).map((item) => ({
    name: item.name,
    where: item.in,
    kind: kindOf(api, item.schema),
    required: item.required ?? false,
    note: item.description ?? '',
  }));
  const body = bodyOf(operation);
  return body ? [...parameters, ...fieldsOf(api, body, '', 0)] : parameters;
}

const DEEPEST = 3;

function fieldsOf(api: OpenApi, schema: Schema, before: string, depth: number): Place[] {
  const plain = resolved(api, schema);
  return Object.entries(plain.properties ?? {}).flatMap(([name, part]) => {
    const inner = resolved(api, part);
    const below = inner.type === 'array' ? (inner.items ?? {}) : part;
    const own: Place = {
      name: `${before}${name}`,
      where: 'body',
      kind: kindOf(api, part),
      required: plain.required?.includes(name) ?? false,
      note: inner.description ?? '',
    };
    return depth < DEEPEST ? [own, ...fieldsOf(api, below, `${own.name}.`, depth + 1)] : [own];
  });
}

function sample(api: OpenApi, schema: Schema): unknown {
  const plain = resolved(api, schema);
  if (plain.enum) return plain.enum[0];
  if (plain.const !== undefined) return plain.const;
  switch (plain.type) {
    case 'object': {
      const wanted = plain.required ?? [];
      return Object.fromEntries(wanted.map((name) => [name, sample(api, plain.properties?.[name] ?? {})]));
    }
    case 'array':
      return [sample(api, plain.items ?? {})];
    case 'boolean':
      return true;
    case 'integer':
      return 1;
    default:
      return (
        { uuid: '<id>', date: '2026-01-31', 'date-time': '2026-01-31T08:00:00Z' }[plain.format ?? ''] ?? '…'
      );
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The request as a command that can be copied. */
export function curlOf(api: OpenApi, route: Route, origin: string): string {
  const lines = [`curl -X ${route.method} ${quoted(origin + route.path)}`];
  lines.push("-H 'Authorization: Bearer heyi_…'");
  if (route.method === 'POST') lines.push('-H "Idempotency-Key: $(uuidgen)"');
  if (route.method === 'PATCH' || route.method === 'DELETE') lines.push(`-H 'If-Match: "1"'`);
  const content = Object.keys(route.operation.requestBody?.content ?? {})[0];
  const body = bodyOf(route.operation);
  if (content?.startsWith('multipart')) lines.push("-F 'file=@file.xlsx'");
  else if (body) {
    lines.push("-H 'Content-Type: application/json'");
    lines.push(`-d ${quoted(JSON.stringify(sample(api, body)))}`);
  }
  return lines.join(' \\\n  ');
}

/** Routes by what they are about: those of a record together, in the order of the records. */
export function groupsOf(api: OpenApi, records: RecordMeta[]): RouteGroup[] {
  const groups = new Map<string, RouteGroup>();
  for (const record of records)
    groups.set(record.path, { key: record.path, label: record.label, routes: [] });
  for (const [path, operations] of Object.entries(api.paths)) {
    const key = path.split('/')[2] ?? '';
    const group = groups.get(key) ?? { key, label: null, routes: [] };
    groups.set(key, group);
    for (const [method, operation] of Object.entries(operations))
      group.routes.push({
        key: `${method} ${path}`,
        method: method.toUpperCase(),
        path,
        operation,
      });
  }
  return [...groups.values()].filter((group) => group.routes.length > 0);
}

/** Whether a route is found by these words: in its path, its description or the names of its fields. */
export function isFound(api: OpenApi, route: Route, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return true;
  const { description = '' } = route.operation;
  const names = placesOf(api, route.operation).map((place) => place.name);
  return [route.key, description, ...names].some((text) => text.toLowerCase().includes(wanted));
}
