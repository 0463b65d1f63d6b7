import { GatewayFailure } from './failure.ts';
import type { Answer } from './outgoing.ts';

/** The `errcode` of a chat bot's answer, 0 when it took the message; an answer that is none is tried again later. */
export function errcodeOf({ status, body }: Answer): number {
  if (status === 200) {
    try {
      const { errcode } = JSON.parse(body) as { errcode?: unknown };
      if (typeof errcode === 'number') return errcode;
    } catch {
      throw new GatewayFailure('LATER', 'NOT_JSON');
    }
  }
  throw new GatewayFailure(
    status >= 400 && status < 500 && status !== 429 ? 'NEVER' : 'LATER',
    `HTTP_${status}`,
  );
}
