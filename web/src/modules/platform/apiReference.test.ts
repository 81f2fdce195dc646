import { expect, test } from 'vitest';
import type { OpenApi } from '../../api/openapi';
import { curlOf, groupsOf, isFound, placesOf } from './apiReference';

const api: OpenApi = {
  paths: {
    '/api/parties': {
      post: {
        operationId: 'create_party',
        description: "Add one party: it's yours.",
        'x-permission': 'parties.party.create',
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }],
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/PartyCreate' } } },
        },
        responses: {},
      },
    },
    '/api/auth/me': {
      get: { operationId: 'get_me', 'x-permission': 'member', responses: {} },
    },
  },
  components: {
    schemas: {
      PartyCreate: {
        type: 'object',
        required: ['name', 'lines'],
        properties: {
          name: { type: 'string' },
          kind: { anyOf: [{ enum: ['company', 'person'], type: 'string' }, { type: 'null' }] },
          lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
        },
      },
      Line: {
        type: 'object',
        required: ['product_id'],
        properties: { product_id: { type: 'string', format: 'uuid' } },
      },
    },
  },
};
const [groups, created] = (() => {
  const found = groupsOf(api, []);
  return [found, found[0]!.routes[0]!];
})();

test('routes stand in the group of their first step', () => {
  expect(groups.map((group) => group.key)).toEqual(['parties', 'auth']);
});

test('parameters and fields of the body stand one below the other, those of lines too', () => {
  expect(placesOf(api, created.operation).map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ['Idempotency-Key', 'string', false],
    ['name', 'string', true],
    ['kind', 'company | person', false],
    ['lines', 'object[]', true],
    ['lines.product_id', 'string uuid', true],
  ]);
});

test('a request is a command that can be copied', () => {
  expect(curlOf(api, created, 'https://heyi.example.com')).toBe(
    [
      "curl -X POST 'https://heyi.example.com/api/parties'",
      "-H 'Authorization: Bearer heyi_…'",
      '-H "Idempotency-Key: $(uuidgen)"',
      "-H 'Content-Type: application/json'",
      `-d '{"name":"…","lines":[{"product_id":"<id>"}]}'`,
    ].join(' \\\n  '),
  );
});

test('a route is found by its path, its words and its fields', () => {
  for (const words of ['PARTIES', 'yours', 'product_id', '']) expect(isFound(api, created, words)).toBe(true);
  expect(isFound(api, created, 'receipt')).toBe(false);
});
