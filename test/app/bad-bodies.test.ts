import { answerOf, expectRefused, postTo } from '../support/http-client.ts';
import { startRunning, type Running } from '../support/running.ts';

let running: Running;

beforeAll(async () => {
  running = await startRunning();
});
afterAll(() => running.stop());

const question = '{"query":"{ __typename }"}';
const JSON_TYPE = 'application/json';
const huge = JSON.stringify({
  query: '{ __typename }',
  variables: { drawing: 'x'.repeat(1_000_000) },
});

test.each([
  ['a body beyond the limit', huge, JSON_TYPE, 413, 'BODY_TOO_LARGE'],
  ['half a JSON', '{"query"', JSON_TYPE, 400, 'INVALID_JSON'],
  ['no body', '', JSON_TYPE, 400, 'INVALID_JSON'],
  [
    'another prototype',
    '{"__proto__": {"query": "{ me { id } }"}}',
    JSON_TYPE,
    400,
    'INVALID_JSON',
  ],
  ['what any page may send', question, 'text/plain', 400, 'BAD_REQUEST'],
  ['a form', 'query={me{id}}', 'application/x-www-form-urlencoded', 415, 'JSON_NEEDED'],
  ['a page of its own', '<html>', 'text/html', 415, 'JSON_NEEDED'],
  ['no question', '{}', JSON_TYPE, 400, 'BAD_REQUEST'],
  ['many questions at once', `[${question},${question}]`, JSON_TYPE, 400, 'BAD_REQUEST'],
])('%s is refused in both languages', async (...[, body, type, status, code]) => {
  const response = await postTo(running.address, body, { 'content-type': type });
  expect(response.headers.get('content-type')).toMatch('json');
  const told = await answerOf(response);
  expect(told.status).toBe(status);
  expectRefused(told, code);
  expect(told.text).not.toMatch(/FST_|stack|Apollo/);
  const next = await answerOf(await postTo(running.address, question, {}));
  expect(next.data).toEqual({ __typename: 'Query' });
});

test('a mutation is not done by a link', async () => {
  const link = `${running.address}/graphql?query=${encodeURIComponent('mutation { signOut }')}`;
  const told = await answerOf(await fetch(link, { headers: { 'apollo-require-preflight': '1' } }));
  expect(told.status).toBe(405);
  expectRefused(told);
});
