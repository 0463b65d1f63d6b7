import { randomUUID } from 'node:crypto';
import { codesOf } from '../../support/client.ts';
import { until } from '../../support/until.ts';
import { open } from '../requests-people.ts';
import { openMessagingStage, type MessagingStage } from './stage.ts';

let stage: MessagingStage;
beforeEach(async () => {
  stage = await openMessagingStage();
  await stage.register({
    kind: 'WECOM_BOT',
    name: '骑手群',
    topics: ['RIDERS'],
    organizationId: stage.town.companyId,
    url: stage.gateways.wecomUrl('key-r'),
  });
});
afterEach(() => stage.close());

const SECOND = 1_000;
const BOT = '/cgi-bin/webhook/send#key-r';
const ACCEPT = `mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { state } }`;
const calls = async () => stage.sql('select * from call_desk order by opened_at');
const climbOf = async () => (await stage.sql('select * from offer_call'))[0]!;

/** A rider whose client is never connected is offered a meal (45 seconds to answer, tier 1). */
async function offered() {
  const rider = await stage.town.rider();
  await stage.phone(rider.accountId, '+8613900001111');
  const opened = await open(stage.staff, stage.people.meal());
  expect(opened.errors).toBeUndefined();
  await until(async () => (await stage.sql('select 1 as one from offer_call')).length === 1);
  const [offer] = await stage.sql<{ id: string; expires_at: Date }>(
    'select id, expires_at from offer',
  );
  const client = stage.as('RIDER', { accountId: rider.accountId, riderId: rider.id });
  return { rider, client, offerId: offer!.id };
}

async function after(seconds: number): Promise<void> {
  stage.clock.advance(seconds * SECOND);
  await stage.climb();
  await stage.send();
}

const accept = (client: Awaited<ReturnType<typeof offered>>['client'], id: string) =>
  client(ACCEPT, { id, key: randomUUID() });

test('an offer to a rider who is never connected climbs: message, SMS, phone desk; it can be answered at the top', async () => {
  const { client, offerId } = await offered();
  await after(9);
  expect(stage.gateways.all).toEqual([]);
  await after(2);
  expect(stage.gateways.accepted(BOT).map(({ body }) => body.text.content)).toEqual([
    '骑手 R1：西社区 有一单送餐等您答复，请打开红桥。',
  ]);
  expect(stage.sms.sent).toEqual([]);
  await after(10);
  expect(stage.sms.sent).toMatchObject([
    {
      phone: '+8613900001111',
      template: 'offer-sms',
      params: { community: '西社区', kind: '送餐' },
    },
  ]);
  await after(10);
  expect(await calls()).toHaveLength(1);
  const desk = await stage.staff('{ phoneDesk { id rider { badge } request { code } outcome } }');
  const [task] = desk.data!.phoneDesk;
  expect(task.rider.badge).toBe('R1');
  const taken = await stage.staff('mutation ($id: ID!) { takeCall(id: $id) { phone } }', {
    id: task.id,
  });
  expect(taken.data!.takeCall.phone).toBe('+8613900001111');
  expect(
    await stage.sql(`select operation from access_log where operation = 'takeCall'`),
  ).toHaveLength(1);
  const RECORD = 'mutation ($id: ID!) { recordCall(id: $id, outcome: REACHED) { outcome } }';
  expect((await stage.staff(RECORD, { id: task.id })).data!.recordCall.outcome).toBe('REACHED');
  expect(codesOf(await stage.staff(RECORD, { id: task.id }))).toEqual(['CALL_ENDED']);
  expect((await accept(client, offerId)).data!.acceptOffer.state).toBe('ACCEPTED');
});

test('the time to answer counts once from the first way a gateway took', async () => {
  const { client, offerId } = await offered();
  await after(11);
  expect(await climbOf()).toMatchObject({ reached_by: 'MESSAGE' });
  const [first] = await stage.sql(
    'select extract(epoch from expires_at - offered_at)::int as s from offer',
  );
  expect(first).toEqual({ s: 56 });
  await after(10);
  const [second] = await stage.sql(
    'select extract(epoch from expires_at - offered_at)::int as s from offer',
  );
  expect(second).toEqual({ s: 56 });
  stage.clock.advance(30 * SECOND);
  expect((await accept(client, offerId)).errors).toBeUndefined();
});

test.each([5, 11, 21, 31])('answered after %i seconds it climbs no further', async (seconds) => {
  const { client, offerId } = await offered();
  for (let s = 0; s < seconds; s++) await after(1);
  expect((await accept(client, offerId)).errors).toBeUndefined();
  const said =
    stage.gateways.all.length +
    stage.sms.sent.filter(({ template }) => template === 'offer-sms').length;
  for (let s = 0; s < 60; s += 5) await after(5);
  expect(await climbOf()).toMatchObject({ end_reason: 'ENDED', next_at: null });
  expect(
    stage.gateways.all.length +
      stage.sms.sent.filter(({ template }) => template === 'offer-sms').length,
  ).toBe(said);
  expect((await calls()).filter(({ ended_at }) => !ended_at)).toEqual([]);
});

test('what the rider has seen on the screen is not called after them', async () => {
  const { client, offerId } = await offered();
  const seen = await client('mutation ($id: ID!) { seenOffer(id: $id) { state } }', {
    id: offerId,
  });
  expect(seen.data!.seenOffer.state).toBe('PENDING');
  await after(40);
  expect(stage.gateways.all).toEqual([]);
  expect(await climbOf()).toMatchObject({ end_reason: 'SEEN', reached_by: 'SOCKET' });
  const other = await stage.town.rider();
  const stranger = stage.as('RIDER', { accountId: other.accountId, riderId: other.id });
  expect(
    codesOf(
      await stranger('mutation ($id: ID!) { seenOffer(id: $id) { state } }', { id: offerId }),
    ),
  ).toEqual(['NOT_FOUND']);
});

test('a gateway that is down does not stop the climb, and reaches nobody', async () => {
  stage.gateways.setDown(BOT);
  await offered();
  await after(11);
  expect(await climbOf()).toMatchObject({ reached_at: null });
  await after(10);
  expect(await climbOf()).toMatchObject({ reached_by: 'SMS' });
});
