import type { Sms } from './sms-provider.ts';

/**
 * Hands one text message to a gateway and answers with the gateway's own id for it, if it tells one; throws
 * `GatewayFailure`. `at` is the time the call is signed for.
 */
export type SmsGateway = (sms: Sms, at: Date) => Promise<string | undefined>;

/** What a street office agreed with its gateway: the signature shown before each text, and the ids of approved templates. */
export interface SmsContract {
  /** 短信签名: the name in 【】. */
  readonly signName: string;
  /** By our name of the template. */
  readonly templates: Readonly<Record<string, string>>;
}
