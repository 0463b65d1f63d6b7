import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { openHoursStage, type HoursStage } from './hours-stage.ts';

let stage: HoursStage;
beforeEach(async () => {
  stage = await openHoursStage();
});
afterEach(() => stage.close());

const SET = `mutation ($input: HoursRulesInput!, $key: ID!) { setHoursRules(input: $input, idempotencyKey: $key) {
  version reason approveAfterDays longDayHours mostMinutes { kind minutes } } }`;
const RULES =
  '{ hoursRules { version reason approveAfterDays disputeDays mostMinutesOtherwise mostMinutes { kind minutes } } }';
const reason = '冬季路滑，放宽';
const set = (input: object, key = randomUUID()) => stage.said(stage.staff, SET, { input, key });
const seconds = () =>
  stage.sql('select seconds, policy_version from service_hour order by done_at');

test('a street sets its own numbers with a reason; what was in force before stays and still explains what it measured', async () => {
  const [one, two] = await stage.accepted(2);
  stage.minutes(200);
  await stage.deliver(one!);
  await stage.measure();
  const input = { mostMinutes: [{ kind: 'MEAL', minutes: 100 }], approveAfterDays: 10, reason };
  const key = randomUUID();
  const answer = await set(input, key);
  expect(answer).toMatchObject({ version: 2, reason, approveAfterDays: 10, longDayHours: 12 });
  expect(answer.mostMinutes).toContainEqual({ kind: 'MEAL', minutes: 100 });
  expect(answer.mostMinutes).toContainEqual({ kind: 'VISIT', minutes: 120 });
  expect(await set(input, key)).toEqual(answer);
  stage.minutes(100);
  await stage.deliver(two!);
  await stage.measure();
  expect(await seconds()).toEqual([
    { seconds: 3_600, policy_version: 1 },
    { seconds: 6_000, policy_version: 2 },
  ]);
  expect(await stage.said(stage.staff, RULES)).toMatchObject([
    { version: 2, reason, approveAfterDays: 10, disputeDays: 90 },
    { version: 1, reason: null, approveAfterDays: 7, mostMinutesOtherwise: 90 },
  ]);
  await expect(stage.sql(`update hours_policy set policy = '{}'`)).rejects.toThrow();
});

test('a street that set nothing reads the usual numbers', async () => {
  expect(await stage.said(stage.staff, RULES)).toMatchObject([{ version: 1, approveAfterDays: 7 }]);
});

test.each([
  ['a kind nobody knows', { mostMinutes: [{ kind: 'NO_SUCH_KIND', minutes: 60 }] }],
  ['minutes beyond half a day', { mostMinutes: [{ kind: 'MEAL', minutes: 721 }] }],
  ['a dispute within a week', { disputeDays: 7 }],
  ['a day of 25 hours', { longDayHours: 25 }],
  ['no reason', { reason: '' }],
])('%s is refused', async (_, input) => {
  const told = { input: { reason, ...input }, key: randomUUID() };
  expect(codesOf(await stage.staff(SET, told))).toEqual(['INVALID_INPUT']);
  expect(codesOf(await stage.ask(SET, told))).not.toEqual([]);
});

test('only staff of the street set the numbers', async () => {
  const told = { input: { reason }, key: randomUUID() };
  const community = stage.asked(
    stage.actor(stage.here, 'COMMUNITY_STAFF', { communityIds: stage.here.communityIds }),
  );
  for (const by of [stage.ask, community])
    expect(codesOf(await by(SET, told))).toEqual(['NOT_FOUND']);
});
