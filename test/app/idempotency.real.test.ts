import { randomUUID } from 'node:crypto';
import type { HttpAnswer } from '../support/http-client.ts';
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

const CALLS = 200;
const open = (key: string, place: string): Promise<HttpAnswer> =>
  town.as('STREET_STAFF')(OPEN, { input: { ...meal(town), place }, key });
const requestsAt = (place: string) =>
  town.inside(({ em }) => em.execute('select id from service_request where place = ?', [place]));

test('two hundred at once with one key do it once and are told the same, byte for byte', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: CALLS }, () => open(key, '同一处')));
  expect(answers[0]!.errors).toEqual([]);
  expect([...new Set(answers.map(({ text }) => text))]).toHaveLength(1);
  expect(await requestsAt('同一处')).toHaveLength(1);
});

test('two hundred at once with one key and two wishes: one wish comes true, the other is refused', async () => {
  const key = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: CALLS }, (_, n) => open(key, n % 2 ? '东门' : '西门')),
  );
  const told = new Set(
    answers.map(({ data, errors }) => data?.openRequest.id ?? errors[0]!.extensions.code),
  );
  expect(told.size).toBe(2);
  expect(told).toContain('IDEMPOTENCY_KEY_REUSED');
  expect((await requestsAt('东门')).length + (await requestsAt('西门')).length).toBe(1);
  expect(running.logged).toEqual([]);
});
