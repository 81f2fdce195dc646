import type { ImportRun } from './imports';
import type { Page, RecordRow } from './types';

/** The routes that every declared record gets, and the verbs of documents, in the form of the generated paths. */
interface Answer<T> {
  headers: Record<string, unknown>;
  content: { 'application/json': T };
}

interface ListParameters {
  query?: {
    filter?: string | undefined;
    search?: string | undefined;
    sort?: string | undefined;
    fields?: string | undefined;
    limit?: number | undefined;
    cursor?: string | undefined;
  };
  path: { path: string };
}

interface OneParameters {
  path: { path: string; id: string };
}

interface Body<T> {
  content: { 'application/json': T };
}

type Values = Record<string, unknown>;

export interface RecordPaths {
  '/api/{path}': {
    get: { parameters: ListParameters; responses: { 200: Answer<Page> } };
    post: {
      parameters: { path: { path: string } };
      requestBody: Body<Values>;
      responses: { 201: Answer<RecordRow> };
    };
  };
  '/api/{path}/imports': {
    post: {
      parameters: { path: { path: string } };
      requestBody: { content: { 'multipart/form-data': FormData } };
      responses: { 201: Answer<ImportRun> };
    };
  };
  '/api/{path}/{id}': {
    get: { parameters: OneParameters; responses: { 200: Answer<RecordRow> } };
    patch: { parameters: OneParameters; requestBody: Body<Values>; responses: { 200: Answer<RecordRow> } };
    delete: {
      parameters: OneParameters;
      responses: { 204: { headers: Record<string, unknown>; content?: never } };
    };
  };
  '/api/{path}/{id}/{verb}': {
    post: {
      parameters: { path: { path: string; id: string; verb: string } };
      requestBody: Body<Values>;
      responses: { 200: Answer<{ id: string; number?: string | null }> };
    };
  };
}
