import { pino } from 'pino';
import { reactions as hoursReactions } from '../../src/domain/hours/reactions.ts';
import { approveQuiet } from '../../src/domain/hours/settling.ts';
import { startFeed } from '../../src/platform/feed/feed.ts';
import { codesOf } from '../support/client.ts';
import { until } from '../support/until.ts';
import { openHoursStage, type HoursStage } from './hours-stage.ts';
import type { Ask } from './plans-stage.ts';

let stage: HoursStage;
let rider: HoursStage['rider'];
let ask: Ask;
beforeEach(async () => {
  stage = await openHoursStage();
  ({ rider, ask } = stage);
});
afterEach(() => stage.close());

const PERIOD = 'from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z"';
const MINE = `{ myHours(${PERIOD}) { tasks minutes approvedMinutes byKind { kind tasks minutes }
  entries { id seconds minutes state flags } } }`;
const mine = async () => (await ask(MINE)).data!.myHours;

test('two meals carried at once are counted once, and an entry exists once however often it is measured', async () => {
  const [one, two] = await stage.accepted(2);
  stage.minutes(20);
  await stage.deliver(one!);
  await stage.measure();
  expect((await mine()).minutes).toBe(20);
  const [first] = (await mine()).entries;
  expect(
    codesOf(
      await stage.staff(`mutation ($ids: [ID!]!) { approveHours(ids: $ids) { id } }`, {
        ids: [first.id],
      }),
    ),
  ).toEqual(['HOURS_UNDER_WAY']);
  stage.minutes(10);
  await stage.deliver(two!);
  await stage.measure();
  await stage.measure();
  const hours = await mine();
  expect(hours).toMatchObject({
    tasks: 2,
    minutes: 30,
    byKind: [{ kind: 'MEAL', tasks: 2, minutes: 30 }],
  });
  expect(hours.entries.map(({ seconds }: { seconds: number }) => seconds)).toEqual([600, 1_200]);
  expect(hours.entries[0].flags).toEqual(['OVERLAP']);
});

test('staff approve in bulk, the rider disputes, a correction keeps what was measured', async () => {
  const [one, two] = await stage.accepted(2);
  stage.minutes(30);
  await stage.deliver(one!);
  await stage.deliver(two!);
  await stage.measure();
  const [a, b] = (await mine()).entries;
  await stage.said(stage.staff, `mutation ($ids: [ID!]!) { approveHours(ids: $ids) { state } }`, {
    ids: [a.id],
  });
  const reason = '楼下等了二十分钟';
  await stage.said(
    ask,
    `mutation ($id: ID!, $reason: String!) { disputeHours(id: $id, reason: $reason) { state } }`,
    { id: b.id, reason },
  );
  const corrected = await stage.said(
    stage.staff,
    `mutation ($id: ID!) { correctHours(id: $id, minutes: 35, reason: "查了轨迹") { state minutes seconds } }`,
    { id: b.id },
  );
  expect(corrected).toEqual({ state: 'APPROVED', minutes: 35, seconds: 900 });
  expect(await mine()).toMatchObject({ approvedMinutes: 50 });
  const history = await stage.sql(
    'select step, seconds from hour_entry where hour_id = ? order by nth',
    [b.id],
  );
  expect(history.map(({ step, seconds }) => [step, seconds])).toEqual([
    ['MEASURE', 900],
    ['DISPUTE', 900],
    ['CORRECT', 2_100],
  ]);
  await expect(stage.sql('update hour_entry set seconds = 0')).rejects.toThrow();
});

test('nobody settles their own hours, and no rider sees those of another', async () => {
  const [one] = await stage.accepted(1);
  stage.minutes(30);
  await stage.deliver(one!);
  await stage.measure();
  const [entry] = (await mine()).entries;
  await stage.sql(
    `update account set phone_sealed = '\\x01', phone_digest = '\\x01' where id = ?`,
    [rider.accountId],
  );
  const twin = await stage.here.account('STREET_STAFF');
  await stage.sql(
    `update account set phone_sealed = '\\x01', phone_digest = '\\x01' where id = ?`,
    [twin],
  );
  const self = stage.asked(stage.actor(stage.here, 'STREET_STAFF', { accountId: twin }));
  const reject = `mutation ($id: ID!) { rejectHours(id: $id, reason: "x") { state } }`;
  expect(codesOf(await self(reject, { id: entry.id }))).toEqual(['OWN_HOURS']);
  const other = await stage.here.rider();
  const stranger = stage.asked(
    stage.actor(stage.here, 'RIDER', { riderId: other.id, accountId: other.accountId }),
  );
  expect((await stranger(MINE)).data!.myHours.tasks).toBe(0);
  const dispute = `mutation ($id: ID!) { disputeHours(id: $id, reason: "x") { state } }`;
  expect(codesOf(await stranger(dispute, { id: entry.id }))).toEqual(['NOT_FOUND']);
});

test('what nobody questions for seven days is approved by itself', async () => {
  const [one] = await stage.accepted(1);
  stage.minutes(90);
  await stage.deliver(one!);
  await stage.measure();
  await stage.asSystem(approveQuiet);
  expect((await mine()).entries).toMatchObject([
    { state: 'MEASURED', minutes: 60, flags: ['CAPPED'] },
  ]);
  stage.passHours(24 * 7);
  await stage.asSystem(approveQuiet);
  expect(await mine()).toMatchObject({ approvedMinutes: 60, entries: [{ state: 'APPROVED' }] });
});

test('what is delivered is measured by the feed, without anybody asking', async () => {
  const [one] = await stage.accepted(1);
  stage.minutes(12);
  await stage.deliver(one!);
  const feed = startFeed(stage.platform, {
    reactions: hoursReactions,
    timers: [],
    log: pino({ level: 'silent' }),
    retryMs: 5,
  });
  await until(async () => (await mine()).tasks === 1);
  await feed.stop();
  expect(await mine()).toMatchObject({ tasks: 1, minutes: 12 });
});
