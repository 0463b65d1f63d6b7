/** By which gateway text messages leave, as the operator set it. */
export interface SmsSettings {
  readonly gateway: 'console' | 'json' | 'aliyun';
  readonly url: string;
  /** Alibaba Cloud: the id of the access key. */
  readonly keyId: string;
  /** The secret of the access key; for the JSON gateway its bearer token. */
  readonly secret: string;
  readonly signName: string;
  readonly templates: Readonly<Record<string, string>>;
}

const ALIYUN = 'https://dysmsapi.aliyuncs.com/';

/** What is still to be set before text messages can leave; undefined when nothing is. */
export function settingsMissing({
  gateway,
  url,
  keyId,
  secret,
  signName,
  templates,
}: SmsSettings): string | undefined {
  if (gateway === 'console') return undefined;
  const missing = [
    ...(gateway === 'json' && !url ? ['SMS_URL'] : []),
    ...(gateway === 'aliyun' && !keyId ? ['SMS_KEY_ID'] : []),
    ...(secret ? [] : ['SMS_SECRET']),
    ...(signName ? [] : ['SMS_SIGN_NAME']),
    ...(templates['sign-in-code'] ? [] : ['SMS_TEMPLATES (sign-in-code)']),
  ];
  return missing.length > 0 ? missing.join(', ') : undefined;
}

export const urlOf = ({ gateway, url }: SmsSettings): string =>
  url || (gateway === 'aliyun' ? ALIYUN : '');
