/** Routes of the contract that the server's description does not hold yet, in the form of the generated paths. */
interface Answer<T> {
  headers: Record<string, unknown>;
  content: { 'application/json': T };
}

interface Post<Input, Output = unknown> {
  parameters: Record<never, never>;
  requestBody: { content: { 'application/json': Input } };
  responses: { 200: Answer<Output> };
}

export interface ComingPaths {
  '/api/auth/reset': { post: Post<{ login: string }> };
  '/api/auth/reset/confirm': { post: Post<{ token: string; new: string }> };
  '/api/invitations/accept': { post: Post<{ token: string; name: string; password: string }> };
}
