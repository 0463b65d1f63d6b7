import { openRoadTable } from '../../src/platform/roads/road-table.ts';
import { startRouter } from '../support/router.ts';

type Fake = Awaited<ReturnType<typeof startRouter>>;
let router: Fake;
let failures: string[];

beforeEach(async () => {
  failures = [];
  router = await startRouter(([west], [east]) =>
    west > 1000 || east > 1000 ? null : Math.round(1000 * Math.abs(east - west)),
  );
});
afterEach(() => router.close());

const table = (more: { readonly patienceMs?: number; readonly pauseMs?: number } = {}) =>
  openRoadTable({
    url: router.url,
    patienceMs: 60_000,
    pauseMs: 0,
    failed: (reason) => void failures.push(reason),
    ...more,
  });
const line = (count: number) => Array.from({ length: count }, (_, n) => [n, 30] as const);

test('tells the metres from each place to each, null where no way leads', async () => {
  expect(await table().metres([...line(2), [2000, 30]])).toEqual([
    [0, 1000, null],
    [1000, 0, null],
    [null, null, null],
  ]);
  expect(failures).toEqual([]);
});

test('asks in blocks that the router takes and puts them together in order', async () => {
  const metres = (await table().metres(line(230)))!;
  expect(router.asked).toHaveLength(9);
  expect(metres).toHaveLength(230);
  for (const [row, told] of metres.entries())
    expect(told).toEqual(line(230).map(([column]) => 1000 * Math.abs(column - row)));
});

test.each([
  ['no JSON', '<html>'],
  ['another code', '{"code":"NoTable"}'],
  ['no table', '{"code":"Ok"}'],
  ['a table of another size', '{"code":"Ok","distances":[[0]]}'],
  ['what is no distance', '{"code":"Ok","distances":[[0,-1],[1,0]]}'],
])('tells nothing when the router answers %s', async (_what, body) => {
  router.answerWith((response) => void response.end(body));
  expect(await table().metres(line(2))).toBeUndefined();
  expect(failures).toHaveLength(1);
  expect(failures[0]).not.toContain('30.0');
});

test('does not wait for a router that says nothing, and leaves it alone for a while', async () => {
  router.answerWith(() => undefined);
  const impatient = table({ patienceMs: 20, pauseMs: 60_000 });
  expect(await impatient.metres(line(2))).toBeUndefined();
  expect(await impatient.metres([[77, 30]])).toBeUndefined();
  expect(router.asked.filter((question) => question.includes('77.000000'))).toEqual([]);
});

test('a router that is not there tells nothing', async () => {
  await router.close();
  expect(await table().metres(line(2))).toBeUndefined();
  expect(failures).toHaveLength(1);
});
