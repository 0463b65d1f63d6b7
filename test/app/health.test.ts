import { startRunning, type Running } from '../support/running.ts';
import { until } from '../support/until.ts';

const SIGN_INS = [{ role: 'RIDER', login: 'rider@somewhere', password: 'not-a-secret' }];

let running: Running;

beforeAll(async () => {
  running = await startRunning({ signIns: SIGN_INS });
});
afterAll(() => running.stop());

const get = (path: string) => fetch(`${running.address}${path}`);

test('it lives, is ready, and counts what it does', async () => {
  await until(async () => (await get('/readyz')).ok);
  expect(await (await get('/readyz')).json()).toEqual({
    database: true,
    outboxAgeMs: expect.any(Number),
  });
  expect((await get('/livez')).status).toBe(200);
  const metrics = await get('/metrics');
  expect(metrics.headers.get('content-type')).toMatch('text/plain');
  expect(await metrics.text()).toMatch(
    /http_request_seconds_count\{route="\/readyz",status="200"\} \d[^]*outbox_age_ms \d/,
  );
});

test('the sign-ins of a demo are shown where there is one, and nowhere else', async () => {
  expect(await (await get('/demo.json')).json()).toEqual(SIGN_INS);
});

test('an address where nothing is says so in both languages', async () => {
  const answer = await get('/nothing/here');
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({
    errors: [
      expect.objectContaining({
        extensions: {
          code: 'NOT_FOUND',
          zh: expect.stringMatching(/[一-龥]/),
          en: expect.any(String),
        },
      }),
    ],
  });
});
