import type { ImportRun } from './imports';
import type { Schemas } from './client';
import type { DuplicatePaths } from './duplicatePaths';
import type { Aggregate, BulkReport, Totals } from './lists';
import type { Page, RecordRow } from './types';
import type { NewView, SavedView } from './views';

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

export interface RecordPaths extends DuplicatePaths {
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
  '/api/{path}/aggregate': {
    get: {
      parameters: {
        query?: {
          filter?: string | undefined;
          search?: string | undefined;
          group?: string | undefined;
          measures?: string | undefined;
        };
        path: { path: string };
      };
      responses: { 200: Answer<Aggregate | (Omit<Aggregate, 'totals'> & Totals)> };
    };
  };
  '/api/{path}/bulk': {
    post: {
      parameters: { path: { path: string } };
      requestBody: Body<Values>;
      responses: { 200: Answer<BulkReport> };
    };
  };
  '/api/{path}/going-along': {
    post: {
      parameters: { path: { path: string } };
      requestBody: Body<{ ids: string[] }>;
      responses: { 200: Answer<Schemas['GoingAlong'][]> };
    };
  };
  '/api/{path}/transfer': {
    post: {
      parameters: { path: { path: string } };
      requestBody: Body<Values>;
      responses: { 200: Answer<Schemas['Handed']> };
    };
  };
  '/api/{path}/export': {
    post: {
      parameters: { path: { path: string } };
      requestBody: Body<Values>;
      responses: { 202: Answer<{ job_id: string }> };
    };
  };
  '/api/files': {
    post: {
      requestBody: { content: { 'multipart/form-data': FormData } };
      responses: { 201: Answer<Schemas['FileView']> };
    };
  };
  '/api/views': {
    get: {
      parameters: { query?: { record?: string | undefined } };
      responses: { 200: Answer<SavedView[] | { items: SavedView[] }> };
    };
    post: { requestBody: Body<NewView>; responses: { 201: Answer<SavedView> } };
  };
  '/api/views/{id}': {
    patch: {
      parameters: { path: { id: string } };
      requestBody: Body<Partial<NewView>>;
      responses: { 200: Answer<SavedView> };
    };
    delete: {
      parameters: { path: { id: string } };
      responses: { 204: { headers: Record<string, unknown>; content?: never } };
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
  '/api/{path}/{id}/members': {
    get: { parameters: OneParameters; responses: { 200: Answer<Schemas['MemberView'][]> } };
    post: {
      parameters: OneParameters;
      requestBody: Body<Schemas['MemberBody']>;
      responses: { 201: Answer<Schemas['MemberView']> };
    };
  };
  '/api/{path}/{id}/members/{user}': {
    delete: {
      parameters: { path: { path: string; id: string; user: string } };
      responses: { 204: { headers: Record<string, unknown>; content?: never } };
    };
  };
  '/api/{path}/{id}/access': {
    get: {
      parameters: OneParameters & { query: { user_id?: string | undefined } };
      responses: { 200: Answer<Schemas['Reasons']> };
    };
  };
  '/api/{path}/{id}/{verb}': {
    post: {
      parameters: { path: { path: string; id: string; verb: string } };
      requestBody: Body<Values>;
      responses: { 200: Answer<{ id: string; number?: string | null }> };
    };
  };
  '/api/{path}/preview': {
    post: {
      parameters: { path: { path: string } };
      requestBody: Body<Values>;
      responses: { 200: Answer<Schemas['PreviewedEntry'][]> };
    };
  };
  '/api/{path}/{id}/{verb}/preview': {
    post: {
      parameters: { path: { path: string; id: string; verb: string } };
      requestBody: Body<Values>;
      responses: { 200: Answer<Schemas['PreviewedEntry'][]> };
    };
  };
}
