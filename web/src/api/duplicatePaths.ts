import type { Schemas } from './client';

interface Answer<T> {
  headers: Record<string, unknown>;
  content: { 'application/json': T };
}

interface OfPath {
  path: { path: string };
}

export interface MergeRequest {
  winner_id: string;
  loser_id: string;
  /** The versions at which the two were compared. */
  winner_version: number;
  loser_version: number;
  /** Fields of which the value of the one that goes is taken over. */
  take: string[];
}

/** The routes about records that are probably one, of every record that takes fields. */
export interface DuplicatePaths {
  '/api/{path}/duplicates': {
    get: { parameters: OfPath; responses: { 200: Answer<Schemas['DuplicateGroups']> } };
    post: {
      parameters: OfPath;
      requestBody: {
        content: { 'application/json': { values: Record<string, unknown>; except_id?: string | null } };
      };
      responses: { 200: Answer<Schemas['Matches']> };
    };
  };
  '/api/{path}/merge': {
    post: {
      parameters: OfPath;
      requestBody: { content: { 'application/json': MergeRequest } };
      responses: { 200: Answer<Schemas['MergeView']> };
    };
  };
}
