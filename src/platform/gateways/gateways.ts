import type { SmsGateway } from '../sms/sms-gateway.ts';
import { openOutgoing, type Post } from './outgoing.ts';

/** The ways out of the house: everything that is told to a gateway goes through these. */
export interface Gateways {
  readonly post: Post;
  readonly sms: SmsGateway;
  /** Networks inside that may be called as well (CIDR), over http too. */
  readonly networks: readonly string[];
}

export const openGateways = (
  sms: (post: Post) => SmsGateway,
  networks: readonly string[] = [],
): Gateways => {
  const post = openOutgoing(networks);
  return { post, sms: sms(post), networks };
};
