import { Webhook } from 'standardwebhooks';
import { networksOf, isPrivate } from '../../../src/platform/gateways/networks.ts';
import { fitBytes } from '../../../src/platform/gateways/fitting.ts';
import { addressFault, openOutgoing } from '../../../src/platform/gateways/outgoing.ts';
import { signedUrl, sendToDingtalk } from '../../../src/platform/gateways/dingtalk-bot.ts';
import { sendToWecom } from '../../../src/platform/gateways/wecom-bot.ts';
import { sendWebhook } from '../../../src/platform/gateways/signed-webhook.ts';
import { acs3Headers } from '../../../src/platform/sms/acs3.ts';
import { aliyunGateway } from '../../../src/platform/sms/aliyun-gateway.ts';
import { jsonGateway } from '../../../src/platform/sms/json-gateway.ts';
import {
  ALIYUN_KEY,
  DINGTALK_SECRET,
  JSON_TOKEN,
  openFakeGateways,
  WEBHOOK_SECRET,
  type FakeGateways,
} from '../../support/fake-gateways.ts';

let gateways: FakeGateways;
const at = new Date();
const post = openOutgoing(['127.0.0.0/8']);
beforeEach(async () => (gateways = await openFakeGateways(() => at)));
afterEach(() => gateways.close());

const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: { retry: string; reason: string }) => `${error.retry} ${error.reason}`,
  );

test('the signature of Alibaba Cloud is that of its documented example', () => {
  const call = {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    action: 'RunInstances',
    version: '2014-05-26',
    query: {
      RegionId: 'cn-shanghai',
      ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
    },
    at: new Date('2023-10-26T10:22:32Z'),
    nonce: '3156853299f313e23d1673dc12e1703d',
  };
  expect(
    acs3Headers(call, { id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' }).authorization,
  ).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  );
});

test('SendSms is taken with a right signature, refused for good or for a while as the gateway says', async () => {
  const options = { url: gateways.base, signName: '红桥', templates: { 'offer-sms': 'SMS_1' } };
  const send = aliyunGateway(post, { ...options, key: ALIYUN_KEY });
  const sms = {
    phone: '+8613812341234',
    template: 'offer-sms',
    params: { kind: '送餐 (热)*' },
    dedupId: 'x',
  };
  expect(await send(sms, at)).toBe('9006197469364984400');
  expect(gateways.all[0]!.query.get('TemplateParam')).toBe('{"kind":"送餐 (热)*"}');
  expect(await failing(send({ ...sms, phone: '+8619900000000' }, at))).toBe(
    'LATER isv.BUSINESS_LIMIT_CONTROL',
  );
  expect(await failing(send({ ...sms, phone: '+442071234567' }, at))).toBe(
    'NEVER isv.MOBILE_NUMBER_ILLEGAL',
  );
  expect(await failing(send({ ...sms, template: 'unknown' }, at))).toBe('NEVER NO_TEMPLATE');
  const wrong = aliyunGateway(post, { ...options, key: { id: 'testid', secret: 'wrong' } });
  expect(await failing(wrong(sms, at))).toBe('NEVER SignatureDoesNotMatch');
});

test('the JSON gateway takes a text with its token and answers with its id', async () => {
  const settings = {
    url: `${gateways.base}/sms`,
    signName: '红桥',
    templates: { 'sign-in-code': 'T1' },
  };
  const sms = {
    phone: '+8613812341234',
    template: 'sign-in-code',
    params: { code: '123456' },
    dedupId: 'd1',
  };
  expect(await jsonGateway(post, { ...settings, token: JSON_TOKEN })(sms, at)).toBe('sms-d1');
  expect(await failing(jsonGateway(post, { ...settings, token: 'no' })(sms, at))).toBe(
    'NEVER HTTP_401',
  );
  gateways.setDown('/sms');
  expect(await failing(jsonGateway(post, { ...settings, token: JSON_TOKEN })(sms, at))).toBe(
    'LATER HTTP_503',
  );
});

test('a WeCom bot is given what fits, and its limit is told from a fault', async () => {
  const url = gateways.wecomUrl('key-1');
  await sendToWecom(post, url, { format: 'TEXT', text: '汉'.repeat(3_000) });
  expect(Buffer.byteLength(gateways.all[0]!.body.text.content)).toBeLessThanOrEqual(2_048);
  for (let n = 1; n < 20; n++) await sendToWecom(post, url, { format: 'MARKDOWN', text: 'x' });
  expect(await failing(sendToWecom(post, url, { format: 'TEXT', text: 'x' }))).toBe(
    'LATER WECOM_45009',
  );
  expect(
    await failing(sendToWecom(post, gateways.wecomUrl('other'), { format: 'TEXT', text: 'x' })),
  ).toBe('NEVER WECOM_93000');
});

test('a DingTalk bot is signed, and waits ten minutes once it is blocked', async () => {
  const bot = { url: gateways.dingtalkUrl('t'), secret: DINGTALK_SECRET };
  const say = () => sendToDingtalk(post, bot, { format: 'TEXT', text: 'x', at });
  for (let n = 0; n < 20; n++) await say();
  await expect(say()).rejects.toMatchObject({
    retry: 'LATER',
    reason: 'DINGTALK_130101',
    waitMs: 600_000,
  });
  expect(
    await failing(
      sendToDingtalk(post, { ...bot, secret: 'SECother' }, { format: 'TEXT', text: 'x', at }),
    ),
  ).toBe('NEVER DINGTALK_310000');
  expect(signedUrl({ url: bot.url, secret: undefined }, 0)).toBe(bot.url);
});

test('a webhook is verified by the library of its receivers', async () => {
  const delivery = { id: 'event-1', at, body: '{"type":"x"}' };
  await sendWebhook(post, { url: `${gateways.base}/hook`, secret: WEBHOOK_SECRET }, delivery);
  const { headers, text, code } = gateways.all[0]!;
  expect(code).toBe('OK');
  expect(new Webhook(WEBHOOK_SECRET).verify(text, headers as Record<string, string>)).toEqual({
    type: 'x',
  });
  const other = `whsec_${Buffer.alloc(32, 'x').toString('base64')}`;
  expect(
    await failing(sendWebhook(post, { url: `${gateways.base}/hook`, secret: other }, delivery)),
  ).toBe('LATER HTTP_401');
});

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '169.254.169.254',
  '192.168.0.1',
  '172.31.255.255',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  'fe80::1',
  'fd00::1',
  '::ffff:10.0.0.1',
])('an address inside is not called: %s', async (address) => {
  expect(isPrivate(address)).toBe(true);
  const url = `https://${address.includes(':') ? `[${address}]` : address}/x`;
  expect(addressFault(url, [])).toBe('PRIVATE_ADDRESS');
  expect(await failing(openOutgoing()({ url, headers: {}, body: '' }))).toBe(
    'NEVER PRIVATE_ADDRESS',
  );
});

test('a name that points inside is not called either, nor anything over http', async () => {
  const call = { headers: {}, body: '' };
  expect(await failing(openOutgoing()({ url: 'https://localhost:1/', ...call }))).toBe(
    'NEVER PRIVATE_ADDRESS',
  );
  expect(await failing(openOutgoing()({ url: `${gateways.base}/hook`, ...call }))).toBe(
    'NEVER NOT_HTTPS',
  );
  expect(addressFault('http://example.com/', [])).toBe('NOT_HTTPS');
  expect(addressFault('https://me:pw@example.com/', [])).toBe('NOT_A_URL');
  expect(addressFault('https://example.com/', [])).toBeUndefined();
  expect(networksOf(['10.0.0.0/8'])('10.9.9.9')).toBe(true);
});

test('what does not fit is cut between characters', () => {
  expect(fitBytes('红桥街道', 9)).toBe('红桥…');
  expect(fitBytes('红桥', 6)).toBe('红桥');
  expect(fitBytes('🚲🚲', 7)).toBe('🚲…');
});
