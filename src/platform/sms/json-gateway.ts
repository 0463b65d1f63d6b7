import { GatewayFailure } from '../gateways/failure.ts';
import type { Post } from '../gateways/outgoing.ts';
import type { SmsContract, SmsGateway } from './sms-gateway.ts';

export interface JsonGateway extends SmsContract {
  readonly url: string;
  readonly token: string;
}

/**
 * A gateway that takes JSON: POST {phone, signName, templateId, params, dedupId} with a bearer token; 2xx {id} is taken, 4xx
 * is refused for good, all else is tried again.
 */
export const jsonGateway =
  (post: Post, { url, token, signName, templates }: JsonGateway): SmsGateway =>
  async ({ phone, template, params, dedupId }) => {
    const templateId = templates[template];
    if (!templateId) throw new GatewayFailure('NEVER', 'NO_TEMPLATE');
    const { status, body } = await post({
      url,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': dedupId,
      },
      body: JSON.stringify({ phone, signName, templateId, params, dedupId }),
    });
    if (status >= 200 && status < 300) return idIn(body);
    const later = status >= 500 || status === 408 || status === 429;
    throw new GatewayFailure(later ? 'LATER' : 'NEVER', `HTTP_${status}`);
  };

function idIn(body: string): string | undefined {
  try {
    const { id } = JSON.parse(body) as { id?: unknown };
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
