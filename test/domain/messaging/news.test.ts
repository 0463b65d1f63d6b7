import { randomUUID } from 'node:crypto';
import { tellPartners } from '../../../src/domain/messaging/webhooks.ts';
import { alertChannels } from '../../../src/domain/messaging/alerting.ts';
import type { FeedEvent } from '../../../src/platform/feed/events.ts';
import { WEBHOOK_SECRET } from '../../support/fake-gateways.ts';
import { until } from '../../support/until.ts';
import { open } from '../requests-people.ts';
import { openMessagingStage, type MessagingStage } from './stage.ts';

let stage: MessagingStage;
beforeEach(async () => (stage = await openMessagingStage()));
afterEach(() => stage.close());

const ACCEPT = `mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }`;

/** A meal for a resident, taken by a rider. */
async function taken(residentId: string) {
  const rider = await stage.town.rider();
  const { at: _, place: __, ...meal } = stage.people.meal();
  const opened = await open(stage.staff, { ...meal, residentId });
  expect(opened.errors).toBeUndefined();
  await until(async () => (await stage.sql('select 1 as one from offer')).length === 1);
  const [offer] = await stage.sql<{ id: string }>('select id from offer');
  const client = stage.as('RIDER', { accountId: rider.accountId, riderId: rider.id });
  expect((await client(ACCEPT, { id: offer!.id, key: randomUUID() })).errors).toBeUndefined();
  return opened.data!.openRequest as { id: string };
}

test('a resident is told that a rider comes, with the time; family who asked to be told too, and nobody else', async () => {
  const residentId = await stage.people.resident('CONSENTED');
  const [asked, silent] = [await stage.town.account('FAMILY'), await stage.town.account('FAMILY')];
  for (const id of [asked, silent]) {
    await stage.phone(id, id === asked ? '+8613700000001' : '+8613700000002');
    await stage.sql(
      `insert into mandate (street_id, resident_id, account_id, relation, given_at) values (?, ?, ?, '女儿', now())`,
      [stage.streetId, residentId, id],
    );
  }
  await stage.as('FAMILY', { accountId: asked })(
    'mutation { setMessagePreference(topic: REQUEST_NEWS, wanted: true) { wanted } }',
  );
  await taken(residentId);
  await stage.queued('request-assigned', 2);
  await stage.send();
  const told = stage.sms.sent.filter(({ template }) => template === 'request-assigned');
  expect(told.map(({ phone }) => phone).toSorted()).toEqual(['+8613700000001', '+8613812341234']);
  for (const { params } of told) expect(params).toEqual({ kind: '送餐', due: '11:00' });
});

test('consent that is gone when it is sent silences it', async () => {
  const residentId = await stage.people.resident('CONSENTED');
  await taken(residentId);
  await stage.queued('request-assigned', 1);
  await stage.sql(
    "update consent set withdrawn_at = now() + interval '1 year' where resident_id = ?",
    [residentId],
  );
  await stage.send();
  expect(stage.sms.sent).toEqual([]);
  expect(await stage.sql(`select reason from message where template = 'request-assigned'`)).toEqual(
    [{ reason: 'NO_CONSENT' }],
  );
});

test('a partner hears of what it subscribed to, by ids and facts only; shuffled and repeated deliveries are the same ones', async () => {
  const channelId = await stage.register({
    kind: 'WEBHOOK',
    name: '伙伴',
    topics: ['request.assigned', 'request.fulfilled'],
    organizationId: stage.town.companyId,
    url: `${stage.gateways.base}/hook`,
    secret: WEBHOOK_SECRET,
  });
  const residentId = await stage.people.resident('CONSENTED');
  const { id: requestId } = await taken(residentId);
  await stage.queued('event', 1);
  await stage.send();
  const [delivered] = stage.gateways.accepted('/hook');
  expect(delivered!.body).toEqual({
    type: 'request.assigned',
    timestamp: expect.stringMatching(/^2026-03-02T/),
    data: expect.objectContaining({ requestId, riderId: expect.any(String) }),
  });
  const [logged] = await stage.sql(
    `select event_id from event_log where name = 'request.assigned'`,
  );
  expect(delivered!.headers['webhook-id']).toBe(logged!.event_id);
  const events = (
    await stage.sql(
      `select event_id as id, name, payload, at, seq from event_log order by seq desc`,
    )
  ).map((event) => ({ ...event, at: new Date(event.at) }) as unknown as FeedEvent<string, object>);
  await stage.inStreet((ctx) => tellPartners(ctx, [...events, ...events]));
  await stage.send();
  expect(stage.gateways.accepted('/hook')).toHaveLength(1);
  expect(
    await stage.sql('select 1 as one from message where channel_id = ?', [channelId]),
  ).toHaveLength(1);
});

test('a request nobody takes is told to the groups of its community and of the street', async () => {
  const [west, east] = stage.town.communityIds;
  const group = (name: string, communityId?: string) =>
    stage.register({
      kind: 'WECOM_BOT',
      name,
      topics: ['ALERTS'],
      communityId,
      url: stage.gateways.wecomUrl(`key-${name}`),
    });
  await group('street');
  await group('west', west);
  await group('east', east);
  const { data } = await open(stage.staff, stage.people.meal());
  const event = {
    seq: 1,
    id: randomUUID(),
    name: 'request.handed_to_backstop',
    payload: { requestId: data!.openRequest.id, communityId: west, gridId: randomUUID() },
    at: stage.clock.now(),
  };
  await stage.inStreet((ctx) => alertChannels(ctx, [event, event]));
  await stage.send();
  expect(new Set(stage.gateways.all.map(({ path }) => path.split('#')[1]))).toEqual(
    new Set(['key-street', 'key-west']),
  );
  expect(stage.gateways.all).toHaveLength(2);
  expect(stage.gateways.all[0]!.body.text.content).toBe(
    `【兜底】西社区：送餐 ${data!.openRequest.code} 没有骑手接单，已转社区，请在 11:00 前安排。`,
  );
});

test('words and numbers are set by version; places nobody knows are refused', async () => {
  const set = `mutation ($input: TemplateInput!) { setMessageTemplate(input: $input) { zh } }`;
  const words = { code: 'care-alert', lane: 'URGENT', zh: '{community}有提醒', en: '{community}' };
  expect((await stage.staff(set, { input: words })).errors).toBeUndefined();
  const wrong = await stage.staff(set, { input: { ...words, zh: '{name}' } });
  expect(wrong.errors![0]!.extensions.code).toBe('TEMPLATE_PLACES');
  const { data } = await stage.staff('{ messageTemplates { code zh places } }');
  expect(data!.messageTemplates).toContainEqual({
    code: 'care-alert',
    zh: '{community}有提醒',
    places: ['community'],
  });
  const policy = await stage.staff(
    'mutation { setMessagingPolicy(input: { quietFrom: "21:00" }) { version quietFrom quietTo ladder { smsS } } }',
  );
  expect(policy.data!.setMessagingPolicy).toMatchObject({
    version: 2,
    quietFrom: '21:00',
    quietTo: '07:00',
  });
  const flat = [1, 2, 3, 4].map(() => ({ messageS: 9, smsS: 9, phoneS: 9 }));
  const refused = await stage.staff(
    'mutation ($ladder: [ClimbInput!]) { setMessagingPolicy(input: { ladder: $ladder }) { version } }',
    { ladder: flat },
  );
  expect(refused.errors![0]!.extensions.code).toBe('INVALID_INPUT');
});

test('what is long over is not told when the telling begins', async () => {
  await stage.register({
    kind: 'WECOM_BOT',
    name: '街道',
    topics: ['ALERTS'],
    url: stage.gateways.wecomUrl('key-1'),
  });
  const old = {
    seq: 1,
    id: randomUUID(),
    name: 'dispatch.plan_refused',
    payload: {},
    at: stage.clock.now(),
  };
  stage.clock.advance(25 * 3_600_000);
  await stage.inStreet((ctx) => alertChannels(ctx, [old]));
  expect(await stage.sql('select 1 as one from message')).toEqual([]);
});
