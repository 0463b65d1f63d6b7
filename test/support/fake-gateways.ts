import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** What a gateway took, or refused. */
export interface Taken {
  readonly path: string;
  readonly at: number;
  readonly code: number | string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, any>;
  /** As it arrived. */
  readonly text: string;
  readonly query: URLSearchParams;
}

export const DINGTALK_SECRET = 'SECthisIsTheSecretOfTheBot';
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 'hook').toString('base64')}`;
export const ALIYUN_KEY = { id: 'testid', secret: 'testsecret' };
export const JSON_TOKEN = 'token-of-the-gateway';

const MINUTE_MS = 60_000;
const BLOCKED_MS = 10 * MINUTE_MS;

/** Gateways of the real makers' HTTP, on one local port: they check signatures and limits and answer in the makers' words. */
export async function openFakeGateways(now: () => Date) {
  const all: Taken[] = [];
  const down = new Set<string>();
  const blockedUntil = new Map<string, number>();
  const accepted = (path: string) => all.filter((taken) => taken.path === path && isTaken(taken));
  const lastMinute = (path: string) =>
    accepted(path).filter(({ at }) => at > now().getTime() - MINUTE_MS).length;

  const answer = (
    request: IncomingMessage,
    url: URL,
    text: string,
  ): [number, object, number | string] => {
    const body = text ? (JSON.parse(text) as Record<string, any>) : {};
    if (url.pathname === '/cgi-bin/webhook/send') return wecom(url, body, lastMinute(pathOf(url)));
    if (url.pathname === '/robot/send') return dingtalk(url, pathOf(url));
    if (url.pathname.startsWith('/hook')) return hook(request, text, now());
    if (url.pathname === '/sms') return jsonSms(request, body);
    return aliyun(request, url);
  };

  function dingtalk(url: URL, path: string): [number, object, number] {
    const at = now().getTime();
    const signedAt = Number(url.searchParams.get('timestamp'));
    const sign = createHmac('sha256', DINGTALK_SECRET)
      .update(`${signedAt}\n${DINGTALK_SECRET}`)
      .digest('base64');
    if (Math.abs(at - signedAt) > 3_600_000 || url.searchParams.get('sign') !== sign)
      return told(310_000, 'sign not match');
    const over = lastMinute(path) >= 20;
    if (over) blockedUntil.set(path, at + BLOCKED_MS);
    if ((blockedUntil.get(path) ?? 0) > at)
      return told(130_101, 'send too fast, exceed 20 times per minute');
    return told(0, 'ok');
  }

  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://gateway');
      const text = Buffer.concat(parts).toString('utf8');
      const path = pathOf(url);
      const [status, reply, code]: [number, object, number | string] = down.has(path)
        ? [503, { message: 'Service Unavailable' }, 'DOWN']
        : answer(request, url, text);
      const body = text ? (JSON.parse(text) as Record<string, any>) : {};
      all.push({
        path,
        at: now().getTime(),
        code,
        headers: request.headers,
        body,
        text,
        query: url.searchParams,
      });
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    all,
    accepted,
    /** Answers 503 under this path from now on, or no more. */
    setDown: (path: string) => void down.add(path),
    setUp: (path: string) => void down.delete(path),
    base,
    wecomUrl: (key: string) => `${base}/cgi-bin/webhook/send?key=${key}`,
    dingtalkUrl: (token: string) => `${base}/robot/send?access_token=${token}`,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

export type FakeGateways = Awaited<ReturnType<typeof openFakeGateways>>;

/** A gateway by its path and the bot it is about. */
const pathOf = ({ pathname, searchParams }: URL): string =>
  [pathname, searchParams.get('key') ?? searchParams.get('access_token')].filter(Boolean).join('#');

const isTaken = ({ code }: Taken): boolean => code === 0 || code === 'OK';

const told = (errcode: number, errmsg: string): [number, object, number] => [
  200,
  { errcode, errmsg },
  errcode,
];

function wecom(url: URL, body: Record<string, any>, lastMinute: number): [number, object, number] {
  if (!url.searchParams.get('key')?.startsWith('key-')) return told(93_000, 'invalid webhook url');
  const content = String(body[body.msgtype]?.content ?? '');
  const most = body.msgtype === 'markdown' ? 4_096 : 2_048;
  if (!content) return told(44_004, 'empty content');
  if (Buffer.byteLength(content) > most) return told(40_058, 'content exceed max length');
  if (lastMinute >= 20) return told(45_009, 'api freq out of limit');
  return told(0, 'ok');
}

/** As the receivers' library verifies it, by the clock of the test. */
function hook(request: IncomingMessage, text: string, now: Date): [number, object, string] {
  const id = String(request.headers['webhook-id']);
  const at = new Date(Number(request.headers['webhook-timestamp']) * 1_000);
  const signature = new Webhook(WEBHOOK_SECRET).sign(id, at, text);
  const fresh = Math.abs(at.getTime() - now.getTime()) <= 5 * MINUTE_MS;
  return fresh && request.headers['webhook-signature'] === signature
    ? [204, {}, 'OK']
    : [401, { error: 'signature' }, 'SIGNATURE'];
}

function jsonSms(request: IncomingMessage, body: Record<string, any>): [number, object, string] {
  if (request.headers.authorization !== `Bearer ${JSON_TOKEN}`)
    return [401, { error: 'token' }, 'TOKEN'];
  return [202, { id: `sms-${body.dedupId}` }, 'OK'];
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Signed anew from what arrived, as the maker does. */
function aliyun(request: IncomingMessage, url: URL): [number, object, string] {
  const { authorization = '' } = request.headers;
  const [, signed = '', signature] =
    /SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(authorization) ?? [];
  const lines = signed.split(';').map((name) => `${name}:${String(request.headers[name])}\n`);
  const query = url.search.slice(1);
  const canonical = ['POST', '/', query, lines.join(''), signed, sha256('')].join('\n');
  const expected = createHmac('sha256', ALIYUN_KEY.secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex');
  if (signature !== expected) return refused(400, 'SignatureDoesNotMatch');
  if (url.searchParams.get('PhoneNumbers') === '19900000000')
    return refused(200, 'isv.BUSINESS_LIMIT_CONTROL');
  if (!/^1\d{10}$/.test(url.searchParams.get('PhoneNumbers') ?? ''))
    return refused(200, 'isv.MOBILE_NUMBER_ILLEGAL');
  return [
    200,
    { Code: 'OK', Message: 'OK', BizId: '9006197469364984400', RequestId: 'F655A8D5' },
    'OK',
  ];
}

const refused = (status: number, Code: string): [number, object, string] => [
  status,
  { Code, Message: Code, RequestId: 'F655A8D5' },
  Code,
];
