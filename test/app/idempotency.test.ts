import { randomUUID } from 'node:crypto';
import { expectRefused, type HttpAnswer } from '../support/http-client.ts';
import { startRunning, type Running } from '../support/running.ts';
import { meal, OPEN } from './errands.ts';
import { neighbour, openTown, type Town } from './town.ts';

let running: Running;
let town: Town;

beforeAll(async () => {
  running = await startRunning();
  town = await openTown(running, neighbour);
});
afterAll(() => running.stop());

const open = (key: string, more: object = {}): Promise<HttpAnswer> =>
  town.as('STREET_STAFF')(OPEN, { input: { ...meal(town), ...more }, key });

async function requests(): Promise<number> {
  const { data } = await town.as('STREET_STAFF')('{ requests { totalCount } }');
  return data!.requests.totalCount;
}

test('the same call again is answered as before, byte for byte, and done once', async () => {
  const [key, count] = [randomUUID(), await requests()];
  const first = await open(key);
  expect(first.errors).toEqual([]);
  for (let again = 0; again < 3; again++) expect((await open(key)).text).toBe(first.text);
  expect(await requests()).toBe(count + 1);
});

test('another call under the same key is refused, and the first answer stays', async () => {
  const key = randomUUID();
  const first = await open(key);
  expectRefused(await open(key, { place: '别处' }), 'IDEMPOTENCY_KEY_REUSED');
  expect((await open(key)).text).toBe(first.text);
});

test('a refused call does not use its key up', async () => {
  const key = randomUUID();
  expectRefused(await open(key, { kind: 'HAIRCUT' }), 'UNKNOWN_KIND');
  expect((await open(key)).errors).toEqual([]);
});

test('a key belongs to one account and one operation', async () => {
  const key = randomUUID();
  const first = await open(key);
  const other = await town.as('COMMUNITY_STAFF')(OPEN, { input: meal(town), key });
  expect(other.data!.openRequest.id).not.toBe(first.data!.openRequest.id);
  const { errors } = await town.as('STREET_STAFF')(
    `mutation ($key: ID!) { joinOrganization(input: { kind: DEPARTMENT, name: "科室" }, idempotencyKey: $key) { id } }`,
    { key },
  );
  expect(errors).toEqual([]);
});

test.each(['', 'fifteen letters', 'x'.repeat(256)])('%j is no key', async (key) => {
  expectRefused(await open(key), 'INVALID_INPUT');
});
