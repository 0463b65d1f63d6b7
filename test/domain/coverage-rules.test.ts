import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { openCoverageStage, type CoverageStage } from './coverage-stage.ts';

let street: CoverageStage;
let office: Awaited<ReturnType<CoverageStage['as']>>;

beforeEach(async () => {
  street = await openCoverageStage();
  office = await street.as('STREET_STAFF');
});
afterEach(async () => street.close());

const SET = `mutation ($input: CoverageRulesInput!, $key: ID!) { setCoverageRules(input: $input, idempotencyKey: $key) {
  version reason minimumN smallestCell speedMps } }`;
const RULES = '{ coverageRules { version validFrom reason minimumN speedMps } }';
const METRICS = `{ gridMetrics(from: "2026-03-02T00:00:00Z", until: "2026-03-03T00:00:00Z") {
  total { onTimeRate { value n missing } } } }`;
const reason = '单量少的月份也要看按时率';

async function rate() {
  await street.settle();
  return (await street.said(office, METRICS)).total.onTimeRate;
}

async function served() {
  const wang = await street.rider({ at: [0.5, 0.5] });
  const { id } = await street.task(wang, street.people.meal());
  await street.said(wang.client, 'mutation ($id: ID!) { pickUp(assignmentId: $id) { state } }', {
    id,
  });
  expect((await street.deliver(wang.client, id)).errors).toBeUndefined();
}

test('a street sets from how many cases a rate is told, and what was in force before stays on record', async () => {
  await served();
  await served();
  const kept = await rate();
  expect(kept.value).toBeNull();
  expect(kept.missing).not.toBeNull();

  const key = randomUUID();
  const input = { minimumN: 2, reason };
  const answer = await street.said(office, SET, { input, key });
  expect(answer).toEqual({ version: 2, reason, minimumN: 2, smallestCell: 5, speedMps: 5 });
  expect(await street.said(office, SET, { input, key })).toEqual(answer);
  expect(await rate()).toEqual({ value: 1, n: 2, missing: null });

  const now = street.stage.clock.now().toISOString();
  const analyst = await street.as('ANALYST');
  expect((await analyst(RULES)).data!.coverageRules).toEqual([
    { version: 2, validFrom: now, reason, minimumN: 2, speedMps: 5 },
    { version: 1, validFrom: null, reason: null, minimumN: 5, speedMps: 5 },
  ]);
});

test('only staff set the numbers, with a reason, and never so that few people can be told apart', async () => {
  const key = randomUUID();
  const analyst = await street.as('ANALYST');
  const asked = await analyst(SET, { input: { minimumN: 2, reason }, key });
  expect(codesOf(asked)).toEqual(['NOT_FOUND']);
  for (const input of [
    { smallestCell: 4, reason },
    { minimumN: 1, reason },
    { speedMps: 40, reason },
    { minimumN: 3, reason: '无' },
  ])
    expect(codesOf(await office(SET, { input, key: randomUUID() }))).toEqual(['INVALID_INPUT']);
  expect(await street.said(office, RULES)).toHaveLength(1);
});
