import type { Sms, SmsProvider } from './sms-provider.ts';

/** For development: shows each message on the console instead of sending it. */
export const consoleSms = (write: (line: string) => unknown): SmsProvider => ({
  send({ phone, template, params }: Sms) {
    const facts = Object.entries(params).map(([name, value]) => `${name} ${value}`);
    write(`短信 SMS → ${phone} [${template}] ${facts.join(', ')}\n`);
  },
});
