import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { measureHours } from '../../src/domain/hours/measuring.ts';
import { reactions as hoursReactions } from '../../src/domain/hours/reactions.ts';
import { approveQuiet } from '../../src/domain/hours/settling.ts';
import { contextFor, systemActor, type Context } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { startFeed } from '../../src/platform/feed/feed.ts';
import { codesOf } from '../support/client.ts';
import { until } from '../support/until.ts';
import { openPlansStage, type Ask, type PlansStage } from './plans-stage.ts';

let stage: PlansStage;
let rider: { id: string; accountId: string };
let ask: Ask;
beforeEach(async () => {
  stage = await openPlansStage();
  rider = await stage.here.rider();
  ask = stage.asked(
    stage.actor(stage.here, 'RIDER', { riderId: rider.id, accountId: rider.accountId }),
  );
});
afterEach(() => stage.close());

const PERIOD = 'from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z"';
const MINE = `{ myHours(${PERIOD}) { tasks minutes approvedMinutes byKind { kind tasks minutes }
  entries { id seconds minutes state flags } } }`;

const asSystem = async (work: (ctx: Context) => Promise<unknown>) => {
  const ctx = contextFor(stage.platform, systemActor(stage.here.streetId));
  await inTransaction(ctx.em, () => work(ctx));
};
const measure = () => asSystem((ctx) => measureHours(ctx, [rider.id]));
const mine = async () => (await ask(MINE)).data!.myHours;
const minutes = (n: number) => stage.clock.advance(n * 60_000);

async function said(by: Ask, text: string, variables: object) {
  const { data, errors } = await by(text, { ...variables });
  expect(errors).toBeUndefined();
  return data!;
}

/** The meals of today's plan, accepted by the rider; the ids of the assignments. */
async function accepted(count: number): Promise<string[]> {
  await stage.lunch(await stage.elders(count));
  await stage.issue();
  const ids: string[] = [];
  for (const { id } of await stage.requests()) {
    await said(
      stage.staff,
      `mutation ($id: ID!, $r: ID!, $key: ID!) { assignRequest(requestId: $id, riderId: $r, idempotencyKey: $key) { id } }`,
      { id, r: rider.id, key: randomUUID() },
    );
    const [row] = await stage.sql('select id from assignment where request_id = ?', [id]);
    ids.push(row!.id);
  }
  return ids;
}

async function deliver(id: string) {
  await said(ask, `mutation ($id: ID!) { pickUp(assignmentId: $id) { id } }`, { id });
  await said(ask, `mutation ($id: ID!) { deliver(assignmentId: $id) { id } }`, { id });
}

test('two meals carried at once are counted once, and an entry exists once however often it is measured', async () => {
  const [one, two] = await accepted(2);
  minutes(20);
  await deliver(one!);
  await measure();
  expect((await mine()).minutes).toBe(20);
  const [first] = (await mine()).entries;
  expect(
    codesOf(
      await stage.staff(`mutation ($ids: [ID!]!) { approveHours(ids: $ids) { id } }`, {
        ids: [first.id],
      }),
    ),
  ).toEqual(['HOURS_UNDER_WAY']);
  minutes(10);
  await deliver(two!);
  await measure();
  await measure();
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
  const [one, two] = await accepted(2);
  minutes(30);
  await deliver(one!);
  await deliver(two!);
  await measure();
  const [a, b] = (await mine()).entries;
  await said(stage.staff, `mutation ($ids: [ID!]!) { approveHours(ids: $ids) { state } }`, {
    ids: [a.id],
  });
  const reason = '楼下等了二十分钟';
  await said(
    ask,
    `mutation ($id: ID!, $reason: String!) { disputeHours(id: $id, reason: $reason) { state } }`,
    { id: b.id, reason },
  );
  const corrected = await said(
    stage.staff,
    `mutation ($id: ID!) { correctHours(id: $id, minutes: 35, reason: "查了轨迹") { state minutes seconds } }`,
    { id: b.id },
  );
  expect(corrected.correctHours).toEqual({ state: 'APPROVED', minutes: 35, seconds: 900 });
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
  const [one] = await accepted(1);
  minutes(30);
  await deliver(one!);
  await measure();
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
  const [one] = await accepted(1);
  minutes(90);
  await deliver(one!);
  await measure();
  await asSystem(approveQuiet);
  expect((await mine()).entries).toMatchObject([
    { state: 'MEASURED', minutes: 60, flags: ['CAPPED'] },
  ]);
  stage.passHours(24 * 7);
  await asSystem(approveQuiet);
  expect(await mine()).toMatchObject({ approvedMinutes: 60, entries: [{ state: 'APPROVED' }] });
});

test('what is delivered is measured by the feed, without anybody asking', async () => {
  const [one] = await accepted(1);
  minutes(12);
  await deliver(one!);
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
