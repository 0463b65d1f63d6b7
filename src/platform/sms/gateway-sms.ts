import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import { GatewayFailure } from '../gateways/failure.ts';
import type { Log } from '../log.ts';
import type { SmsGateway } from './sms-gateway.ts';
import type { Sms, SmsProvider } from './sms-provider.ts';

/** A one-time code that comes later than this is of no use. */
const WAITS_MS = [0, 1_000, 4_000];

export interface GatewaySms {
  readonly gateway: SmsGateway;
  readonly clock: Clock;
  readonly log: Log;
}

/** One-time codes through a real gateway: sent beside the answer, tried three times in five seconds, kept nowhere. */
export const gatewaySms = (parts: GatewaySms): SmsProvider => ({
  send: (sms) => void deliver(parts, sms),
});

async function deliver({ gateway, clock, log }: GatewaySms, sms: Sms): Promise<void> {
  for (const [n, ms] of WAITS_MS.entries()) {
    await wait(ms);
    try {
      await gateway(sms, clock.now());
      return;
    } catch (error) {
      const reason = error instanceof GatewayFailure ? error.reason : 'FAILED';
      const last = n === WAITS_MS.length - 1;
      const over = last || (error instanceof GatewayFailure && error.retry === 'NEVER');
      log[over ? 'error' : 'warn'](
        { reason, template: sms.template, dedupId: sms.dedupId },
        'a text message was not taken',
      );
      if (over) return;
    }
  }
}
