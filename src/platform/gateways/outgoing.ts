import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { GatewayFailure } from './failure.ts';
import { isPrivate, networksOf } from './networks.ts';

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Posts to a host outside; throws `GatewayFailure`. Follows no redirect. */
export type Post = (call: Call) => Promise<Answer>;

/** A gateway that has not answered by then may have taken the message all the same. */
export const TIMEOUT_MS = 8_000;
const ANSWER_BYTES = 65_536;

/**
 * 防止内网访问: only https, only public addresses; `networks` (CIDR) may be called as well, over http too. The address is
 * checked when the connection is made, so that a name cannot point elsewhere in between, which `fetch` would allow.
 */
export function openOutgoing(networks: readonly string[] = []): Post {
  const allowed = networksOf(networks);
  return async (call) => {
    const url = new URL(call.url);
    if (url.protocol !== 'https:' && !allowed(hostOf(url)))
      throw new GatewayFailure('NEVER', 'NOT_HTTPS');
    const open = (address: string) => allowed(address) || !isPrivate(address);
    if (isIP(hostOf(url)) && !open(hostOf(url))) throw forbidden();
    return exchange(url, call, open);
  };
}

/** Why this address may not be called, as far as it shows without asking anybody; undefined when it may. */
export function addressFault(text: string, networks: readonly string[]): string | undefined {
  const url = URL.parse(text);
  if (!url || url.username || url.password) return 'NOT_A_URL';
  const allowed = networksOf(networks)(hostOf(url));
  if (url.protocol !== 'https:' && !(allowed && url.protocol === 'http:')) return 'NOT_HTTPS';
  const inside = isPrivate(hostOf(url)) || /(^|\.)(localhost|local|internal)$/.test(hostOf(url));
  return inside && !allowed ? 'PRIVATE_ADDRESS' : undefined;
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');
const forbidden = () => new GatewayFailure('NEVER', 'PRIVATE_ADDRESS');

function exchange(url: URL, call: Call, open: (address: string) => boolean): Promise<Answer> {
  const send = url.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((settle, fail) => {
    const sent = send(url, {
      method: 'POST',
      headers: { ...call.headers, 'content-length': String(Buffer.byteLength(call.body)) },
      lookup: guarded(open),
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    sent.on('error', (error) => fail(failureOf(error)));
    sent.on('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > ANSWER_BYTES) response.destroy();
        else parts.push(part);
      });
      response.on('error', (error) => fail(failureOf(error)));
      response.on('close', () =>
        settle({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
    sent.end(call.body);
  });
}

const failureOf = (error: Error & { code?: string }): GatewayFailure =>
  error instanceof GatewayFailure
    ? error
    : new GatewayFailure(
        'LATER',
        error.name === 'AbortError' ? 'TIMEOUT' : (error.code ?? 'FAILED'),
      );

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

const guarded =
  (open: (address: string) => boolean) =>
  (host: string, options: LookupOptions, found: Found): void =>
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, []);
      const first = addresses[0];
      if (!first || !addresses.every(({ address }) => open(address))) return found(forbidden(), []);
      return options.all ? found(null, addresses) : found(null, first.address, first.family);
    });
