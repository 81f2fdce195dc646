import createClient, { type Middleware } from 'openapi-fetch';
import { language } from '../kit/i18n';
import { createStore } from '../kit/store';
import { offline, Problem, readProblem } from './problem';
import type { RecordPaths } from './recordPaths';
import { endLook, LOOK_ENDED, seenAs } from './seeAs';
import type { components, paths } from './schema';

export type Schemas = components['schemas'];

/** What a POST takes, told by its route: names of bodies that two modules share are not stable. */
export type PostBody<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Content } } };
}
  ? Content
  : never;

/** Rises whenever the server says that nobody is logged in; the app listens and asks to log in. */
export const loggedOut = createStore(0);

const NOT_SIGNED_IN = 'platform.not_signed_in';

const house: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', language());
    const seen = seenAs();
    if (seen) request.headers.set('X-See-As', seen.user_id);
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return response;
    const problem = await readProblem(response);
    if (problem.code === NOT_SIGNED_IN) loggedOut.set((times) => times + 1);
    if (LOOK_ENDED.has(problem.code) && seenAs()) endLook();
    throw problem;
  },
  onError: ({ error }) => (error instanceof Problem ? error : offline()),
};

/** The generated client: paths, parameters and bodies are checked against the server's OpenAPI. */
export const api = createClient<paths>({ baseUrl: window.location.origin });
api.use(house);

/** The same door for the routes that every declared record has, whatever its path. */
export const recordApi = createClient<RecordPaths>({ baseUrl: window.location.origin });
recordApi.use(house);

/** Every POST names its intent's key. */
export const keyed = (key: string): { headers: Record<string, string> } => ({
  headers: { 'Idempotency-Key': key },
});

/** Every change names the version it was made on. */
export const onVersion = (etag: string): { headers: Record<string, string> } => ({
  headers: { 'If-Match': etag },
});

type Exchange<T> = Promise<{ data?: T; response: Response }>;

/** The answer's body; a refusal was thrown as a Problem before. */
export async function body<T>(exchange: Exchange<T>): Promise<NonNullable<T>> {
  return (await exchange).data as NonNullable<T>;
}

/** For answers without a body. */
export async function done(exchange: Exchange<unknown>): Promise<void> {
  await exchange;
}

export interface Versioned<T> {
  value: T;
  etag: string;
}

/** The answer's body with its version, for a later change with If-Match. */
export async function versioned<T>(exchange: Exchange<T>): Promise<Versioned<NonNullable<T>>> {
  const { data, response } = await exchange;
  return { value: data as NonNullable<T>, etag: response.headers.get('ETag') ?? '' };
}
