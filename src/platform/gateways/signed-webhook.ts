import { Webhook } from 'standardwebhooks';
import { GatewayFailure } from './failure.ts';
import type { Post } from './outgoing.ts';

/** One delivery; `id` is the same for every try, so that the receiver can tell a repetition. */
export interface WebhookDelivery {
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

export interface Endpoint {
  readonly url: string;
  /** `whsec_` and 24 to 64 bytes in base64. */
  readonly secret: string;
}

const TOO_MANY = 429;
/** The receiver wants nothing more from us: standardwebhooks.com. */
const GONE = 410;

/** 签名回调: hands an event to a partner as Standard Webhooks says; throws `GatewayFailure`. */
export async function sendWebhook(
  post: Post,
  { url, secret }: Endpoint,
  delivery: WebhookDelivery,
): Promise<void> {
  const { id, at, body } = delivery;
  const { status, headers } = await post({
    url,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, at, body),
    },
    body,
  });
  if (status >= 200 && status < 300) return;
  const seconds = Number(headers['retry-after']);
  const waitMs = status === TOO_MANY && seconds > 0 ? Math.min(seconds, 3_600) * 1_000 : 0;
  throw new GatewayFailure(status === GONE ? 'NEVER' : 'LATER', `HTTP_${status}`, waitMs);
}
