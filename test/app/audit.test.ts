import { serverAudits } from 'graphql-http';
import { startRunning, type Running } from '../support/running.ts';

let running: Running;

beforeAll(async () => {
  running = await startRunning();
});
afterAll(() => running.stop());

/** Simple GETs are refused, since any page could send them; a header that no page can send without asking opens them. */
function preflighted(url: string, init?: RequestInit): Promise<Response> {
  const headers = new Headers(init?.headers);
  headers.set('apollo-require-preflight', '1');
  return fetch(url, { ...init, headers });
}

/** The audits of the GraphQL-over-HTTP specification, as its working group wrote them. */
const audits = serverAudits({ url: () => `${running.address}/graphql`, fetchFn: preflighted });

test.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))(
  '%s %s',
  async (_id, _name, audit) => {
    const { status, reason } = { reason: undefined, ...(await audit()) };
    expect({ status, reason }).toEqual({ status: 'ok', reason: undefined });
  },
);

test('there are as many audits as ever', () => expect(audits.length).toBe(61));

test('a simple GET, which any page could send, is refused in both languages', async () => {
  const answer = await fetch(`${running.address}/graphql?query={__typename}`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    errors: [{ extensions: { zh: expect.any(String), en: expect.any(String) } }],
  });
});
