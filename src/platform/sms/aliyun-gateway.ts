import { GatewayFailure } from '../gateways/failure.ts';
import type { Answer, Post } from '../gateways/outgoing.ts';
import { acs3Headers, canonicalQuery, type AccessKey } from './acs3.ts';
import type { SmsContract, SmsGateway } from './sms-gateway.ts';

export interface AliyunGateway extends SmsContract {
  /** https://dysmsapi.aliyuncs.com/ */
  readonly url: string;
  readonly key: AccessKey;
}

/** Doing it again later helps: their flow control, their trouble. */
const LATER = /^isv\.BUSINESS_LIMIT_CONTROL$|^Throttling|^isp\.|^ServiceUnavailable|^InternalError/;
const MINUTE_MS = 60_000;

/** 阿里云短信 SendSms (2017-05-25); the message's own id goes along as OutId. */
export const aliyunGateway =
  (post: Post, { url, key, signName, templates }: AliyunGateway): SmsGateway =>
  async ({ phone, template, params, dedupId }, at) => {
    const templateCode = templates[template];
    if (!templateCode) throw new GatewayFailure('NEVER', 'NO_TEMPLATE');
    const query = {
      PhoneNumbers: phone.replace(/^\+86/, ''),
      SignName: signName,
      TemplateCode: templateCode,
      TemplateParam: JSON.stringify(params),
      OutId: dedupId,
    };
    const { host, origin } = new URL(url);
    const nonce = crypto.randomUUID();
    const call = { host, action: 'SendSms', version: '2017-05-25', query, at, nonce };
    const answer = await post({
      url: `${origin}/?${canonicalQuery(query)}`,
      headers: acs3Headers(call, key),
      body: '',
    });
    return bizIdOf(answer);
  };

function bizIdOf({ status, body }: Answer): string | undefined {
  let told: { Code?: unknown; BizId?: unknown };
  try {
    told = JSON.parse(body) as typeof told;
  } catch {
    throw new GatewayFailure('LATER', `HTTP_${status}`);
  }
  const code = String(told.Code);
  if (code === 'OK') return typeof told.BizId === 'string' ? told.BizId : undefined;
  if (LATER.test(code) || status >= 500) throw new GatewayFailure('LATER', code, MINUTE_MS);
  throw new GatewayFailure('NEVER', code);
}
