import type { Post } from '../gateways/outgoing.ts';
import { aliyunGateway } from './aliyun-gateway.ts';
import { jsonGateway } from './json-gateway.ts';
import type { SmsGateway } from './sms-gateway.ts';
import type { SmsProvider } from './sms-provider.ts';
import { urlOf, type SmsSettings } from './sms-settings.ts';

/** The gateway that is set; without one every text message goes where one-time codes go (the console). */
export function openSms(settings: SmsSettings, otherwise: SmsProvider): (post: Post) => SmsGateway {
  const { gateway, keyId, secret, signName, templates } = settings;
  const url = urlOf(settings);
  if (gateway === 'json')
    return (post) => jsonGateway(post, { url, token: secret, signName, templates });
  if (gateway === 'aliyun')
    return (post) => aliyunGateway(post, { url, key: { id: keyId, secret }, signName, templates });
  return () => through(otherwise);
}

/** A provider that takes everything at once, as a gateway. */
export const through =
  (provider: SmsProvider): SmsGateway =>
  async (sms) => {
    provider.send(sms);
    return undefined;
  };
