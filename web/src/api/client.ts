import createClient, { type Middleware } from 'openapi-fetch';
import { language } from '../kit/i18n';
import { createStore } from '../kit/store';
import { offline, Problem, readProblem } from './problem';

/** Rises whenever the server says that nobody is logged in; the shell listens and asks to log in. */
export const loggedOut = createStore(0);

const house: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', language());
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return response;
    const problem = await readProblem(response);
    if (problem.code === 'platform.not_signed_in') loggedOut.set((times) => times + 1);
    throw problem;
  },
  onError: ({ error }) => (error instanceof Problem ? error : offline()),
};

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

interface Options {
  path?: Record<string, string>;
  query?: Record<string, string | number | boolean | string[] | undefined>;
  body?: unknown;
  key?: string;
  etag?: string;
  signal?: AbortSignal;
}

interface Answer {
  data?: unknown;
  response: Response;
}

type AnyClient = { request: (method: Method, url: string, init: object) => Promise<Answer> };

const client = createClient<Record<string, never>>({ baseUrl: window.location.origin });
client.use(house);

async function send(method: Method, url: string, options: Options): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (options.key) headers['Idempotency-Key'] = options.key;
  if (options.etag) headers['If-Match'] = options.etag;
  const isForm = options.body instanceof FormData;
  return (client as unknown as AnyClient).request(method, url, {
    params: { path: options.path, query: options.query },
    headers,
    ...(options.body === undefined ? {} : { body: options.body }),
    ...(isForm ? { bodySerializer: (form: FormData) => form } : {}),
    ...(options.signal ? { signal: options.signal } : {}),
  });
}

const bodyOf =
  (method: Method) =>
  async <T>(url: string, options: Options = {}): Promise<T> =>
    (await send(method, url, options)).data as T;

/** Calls of the HTTP contract. A refusal is thrown as a Problem. Every POST names its intent's key. */
export const call = {
  get: bodyOf('get'),
  patch: bodyOf('patch'),
  put: bodyOf('put'),
  delete: bodyOf('delete'),
  post: <T>(url: string, options: Options & { key: string }): Promise<T> => bodyOf('post')<T>(url, options),
  versioned: async <T>(url: string, options: Options = {}): Promise<Versioned<T>> => {
    const { data, response } = await send('get', url, options);
    return { value: data as T, etag: response.headers.get('ETag') ?? '' };
  },
};

export interface Versioned<T> {
  value: T;
  etag: string;
}
