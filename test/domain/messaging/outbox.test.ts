import { randomUUID } from 'node:crypto';
import { queueMessages, type Draft } from '../../../src/domain/messaging/queueing.ts';
import { handOverRun, prepareDue } from '../../../src/domain/messaging/sending.ts';
import { codesOf } from '../../support/client.ts';
import { DINGTALK_SECRET, WEBHOOK_SECRET } from '../../support/fake-gateways.ts';
import { openMessagingStage, REGISTER, type MessagingStage } from './stage.ts';

let stage: MessagingStage;
beforeEach(async () => (stage = await openMessagingStage()));
afterEach(() => stage.close());

const MINUTE_MS = 60_000;
const statesOf = () =>
  stage.sql('select template, state, reason, attempts from message order by created_at, id');
const wecom = (key = 'key-1') =>
  stage.register({
    kind: 'WECOM_BOT',
    name: `企业微信 ${key}`,
    topics: ['ALERTS'],
    url: stage.gateways.wecomUrl(key),
  });
const queue = (drafts: Draft[]) => stage.inStreet((ctx) => queueMessages(ctx, drafts));
const testMessage = (channelId: string): Draft => ({
  channelId,
  template: 'channel-test',
  variables: {},
  dedupKey: randomUUID(),
});

test('a channel is registered with its address sealed, tried out, and retired', async () => {
  const id = await wecom();
  const [row] = await stage.sql('select url_sealed from channel');
  expect(row!.url_sealed.toString('latin1')).not.toContain('webhook');
  const tried = await stage.staff(
    'mutation ($id: ID!, $key: ID!) { testChannel(id: $id, idempotencyKey: $key) { id state channel { name } } }',
    { id, key: randomUUID() },
  );
  expect(tried.data!.testChannel).toMatchObject({
    state: 'QUEUED',
    channel: { name: '企业微信 key-1' },
  });
  await stage.send();
  const path = '/cgi-bin/webhook/send#key-1';
  expect(stage.gateways.accepted(path).map(({ body }) => body.text.content)).toEqual([
    '红桥测试消息：收到即表示已接通。',
  ]);
  const listed = await stage.staff('{ messages { template state } channels { name host topics } }');
  expect(listed.data!.messages).toEqual([{ template: 'channel-test', state: 'SENT' }]);
  await queue([testMessage(id)]);
  await stage.staff('mutation ($id: ID!) { retireChannel(id: $id) { retiredAt } }', { id });
  await stage.send();
  expect(stage.gateways.accepted(path)).toHaveLength(1);
  expect((await stage.staff('{ channels { id } }')).data!.channels).toEqual([]);
});

test.each([
  ['CHANNEL_ADDRESS', { kind: 'WECOM_BOT', url: 'https://10.0.0.1/x?key=1' }],
  ['CHANNEL_ADDRESS', { kind: 'WECOM_BOT', url: 'http://example.com/x' }],
  ['INVALID_INPUT', { kind: 'WECOM_BOT' }],
  ['INVALID_INPUT', { kind: 'QQ_GROUP', url: 'https://example.com/x' }],
  ['INVALID_INPUT', { kind: 'QQ_GROUP', topics: ['request.opened'] }],
  [
    'INVALID_INPUT',
    {
      kind: 'WEBHOOK',
      topics: ['request.opened'],
      url: 'https://example.com/x',
      secret: 'whsec_c2hvcnQ=',
    },
  ],
  ['NOT_FOUND', { kind: 'QQ_GROUP', communityId: randomUUID() }],
])('a channel that cannot be is refused: %s %j', async (code, input) => {
  const answer = await stage.staff(REGISTER, {
    input: { name: '群', topics: ['ALERTS'], ...input },
    key: randomUUID(),
  });
  expect(codesOf(answer)).toEqual([code]);
});

test('a burst of two hundred loses nothing, says what is urgent first, and never passes the cap in any minute', async () => {
  const id = await wecom();
  const many = (template: string, count: number): Draft[] =>
    Array.from({ length: count }, (_, n) => ({
      channelId: id,
      template,
      variables: { communityId: stage.town.communityIds[0] },
      dedupKey: `${template}:${n}`,
    }));
  await stage.sql(
    `insert into message_template (street_id, code, version, valid_from, lane, zh, en) values (?, 'request-unserved', 1, '2026-01-01', 'LOW', '未能完成', 'not served')`,
    [stage.streetId],
  );
  await queue([
    ...many('occurrence-missed', 70),
    ...many('request-unserved', 100),
    ...many('care-alert', 30),
  ]);
  for (let second = 0; second < 12 * 60; second += 2) {
    await stage.send();
    stage.clock.advance(2_000);
  }
  const path = '/cgi-bin/webhook/send#key-1';
  const taken = stage.gateways.all.filter((one) => one.path === path);
  expect(taken.filter(({ code }) => code !== 0)).toEqual([]);
  const times = taken.map(({ at }) => at);
  for (const from of times)
    expect(times.filter((at) => at >= from && at < from + MINUTE_MS).length).toBeLessThanOrEqual(
      20,
    );
  const texts = taken.map(({ body }) => String(body[body.msgtype].content));
  expect(texts.slice(0, 30).every((text) => text.startsWith('【关爱】'))).toBe(true);
  expect(texts.filter((text) => text.includes('一次定期服务'))).toHaveLength(70);
  expect(texts.filter((text) => text.includes('合并 100 条：未能完成 100'))).toHaveLength(1);
  const left = await stage.sql(
    `select count(*)::int as n from message m where m.state not in ('SENT') and not exists
       (select 1 from message d where d.id = m.digest_id and d.state = 'SENT')`,
  );
  expect(left).toEqual([{ n: 0 }]);
}, 120_000);

test('a gateway that is down is tried again with longer waits, then the message is a dead letter that can be sent again', async () => {
  const id = await wecom();
  stage.gateways.setDown('/cgi-bin/webhook/send#key-1');
  await queue([testMessage(id)]);
  await stage.send();
  expect(await statesOf()).toMatchObject([{ state: 'FAILED', reason: 'HTTP_503', attempts: 1 }]);
  await stage.send();
  expect(stage.gateways.all).toHaveLength(1);
  for (let n = 0; n < 12; n++) {
    stage.clock.advance(60 * MINUTE_MS);
    await stage.send();
  }
  expect(stage.gateways.all).toHaveLength(10);
  const dead = await stage.staff('{ deadLetters { id reason attempts } }');
  expect(dead.data!.deadLetters).toMatchObject([{ reason: 'HTTP_503', attempts: 10 }]);
  stage.gateways.setUp('/cgi-bin/webhook/send#key-1');
  const again =
    'mutation ($id: ID!, $key: ID!) { resendMessage(id: $id, idempotencyKey: $key) { state } }';
  const dead1 = { id: dead.data!.deadLetters[0].id, key: randomUUID() };
  expect((await stage.staff(again, dead1)).data!.resendMessage.state).toBe('QUEUED');
  await stage.send();
  expect(await statesOf()).toMatchObject([{ state: 'SENT' }]);
  expect(codesOf(await stage.staff(again, { ...dead1, key: randomUUID() }))).toEqual([
    'MESSAGE_NOT_DEAD',
  ]);
});

test('a sender that is killed after the gateway took it sends again under the same id; a late outcome changes nothing', async () => {
  const id = await stage.register({
    kind: 'WEBHOOK',
    name: '伙伴',
    topics: ['request.opened'],
    url: `${stage.gateways.base}/hook`,
    secret: WEBHOOK_SECRET,
  });
  const eventId = randomUUID();
  await queue([
    { ...testMessage(id), variables: { id: eventId, type: 'x', timestamp: 't', data: {} } },
  ]);
  const [late] = await prepareDue(stage.platform, stage.streetId);
  expect(await prepareDue(stage.platform, stage.streetId)).toEqual([]);
  stage.clock.advance(61_000);
  await stage.send();
  await handOverRun(stage.platform, stage.streetId, late!);
  const hooks = stage.gateways.accepted('/hook');
  expect(hooks.map(({ headers }) => headers['webhook-id'])).toEqual([eventId, eventId]);
  expect(await statesOf()).toMatchObject([{ state: 'SENT', attempts: 2 }]);
});

test('at night only what is urgent is said; the rest in the morning', async () => {
  const id = await wecom();
  stage.clock.advance(13 * 60 * MINUTE_MS);
  await queue([
    {
      channelId: id,
      template: 'occurrence-missed',
      variables: { communityId: stage.town.communityIds[0] },
      dedupKey: 'a',
    },
    {
      channelId: id,
      template: 'care-alert',
      variables: { communityId: stage.town.communityIds[0] },
      dedupKey: 'b',
    },
  ]);
  await stage.send();
  expect(stage.gateways.all.map(({ body }) => body.text.content)).toEqual([
    expect.stringContaining('【关爱】'),
  ]);
  stage.clock.advance(8 * 60 * MINUTE_MS);
  await stage.send();
  expect(stage.gateways.all).toHaveLength(2);
});

test('the same message is queued once, and a blocked DingTalk bot is left alone for ten minutes', async () => {
  const id = await stage.register({
    kind: 'DINGTALK_BOT',
    name: '钉钉',
    topics: ['ALERTS'],
    url: stage.gateways.dingtalkUrl('t'),
    secret: DINGTALK_SECRET,
  });
  const draft = testMessage(id);
  await queue([draft]);
  expect(await queue([draft])).toEqual([]);
  await stage.send();
  expect(stage.gateways.accepted('/robot/send#t')).toHaveLength(1);
  await stage.sql(`update channel set spent_at = '{}'`);
  for (let n = 0; n < 20; n++) await fetch(signedNow());
  await queue([testMessage(id)]);
  await stage.send();
  expect(stage.gateways.all.at(-1)!.code).toBe(130_101);
  const { length } = stage.gateways.all;
  stage.clock.advance(9 * MINUTE_MS);
  await stage.send();
  expect(stage.gateways.all).toHaveLength(length);
  stage.clock.advance(2 * MINUTE_MS);
  await stage.send();
  expect(stage.gateways.accepted('/robot/send#t')).toHaveLength(21);
});

/** Somebody else uses the same bot. */
function signedNow(): Request {
  const { headers: _, query } = stage.gateways.all.find(({ path }) => path === '/robot/send#t')!;
  return new Request(`${stage.gateways.base}/robot/send?${query.toString()}`, {
    method: 'POST',
    body: '{}',
  });
}

test('community staff keep the channels of their own community only', async () => {
  const [west, east] = stage.town.communityIds;
  const accountId = await stage.town.account('COMMUNITY_STAFF', [west!]);
  const worker = stage.as('COMMUNITY_STAFF', { accountId, communityIds: [west!] });
  const group = (communityId: string | null) => ({
    input: { kind: 'QQ_GROUP', name: '骑手群', topics: ['RIDERS'], communityId },
    key: randomUUID(),
  });
  expect((await worker(REGISTER, group(west!))).errors).toBeUndefined();
  expect(codesOf(await worker(REGISTER, group(east!)))).toEqual(['NOT_FOUND']);
  expect(codesOf(await worker(REGISTER, group(null)))).toEqual(['NOT_FOUND']);
  await wecom();
  expect((await worker('{ channels { name } }')).data!.channels).toEqual([{ name: '骑手群' }]);
  const rider = stage.as('RIDER', { accountId: randomUUID() });
  expect(codesOf(await rider('{ channels { name } }'))).toEqual(['NOT_FOUND']);
});
