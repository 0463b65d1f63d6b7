import type { Context } from '../../platform/context.ts';
import { sendToDingtalk } from '../../platform/gateways/dingtalk-bot.ts';
import { GatewayFailure } from '../../platform/gateways/failure.ts';
import { sendWebhook } from '../../platform/gateways/signed-webhook.ts';
import { sendToWecom } from '../../platform/gateways/wecom-bot.ts';
import type { Target } from './addressing.ts';
import type { Parcel } from './sending.ts';
import { standardTemplate } from './reading.ts';
import { ChannelKind } from './states.ts';

/** Hands one message to its gateway; answers with the gateway's id for it, if it tells one; throws `GatewayFailure`. */
export async function handOver(ctx: Context, parcel: Parcel): Promise<string | undefined> {
  const { target } = parcel;
  if (target.to === 'PHONE') {
    const { id, template, values } = parcel;
    const params = paramsOf(template, values);
    return ctx.gateways.sms({ phone: target.phone, template, params, dedupId: id }, ctx.now);
  }
  await post(ctx, parcel, target);
  return undefined;
}

async function post(
  { gateways, now }: Context,
  parcel: Parcel,
  { kind, url, secret }: Extract<Target, { to: 'CHANNEL' }>,
): Promise<void> {
  const { text, template } = parcel;
  const format = template === 'digest' ? 'MARKDOWN' : 'TEXT';
  switch (kind) {
    case ChannelKind.WECOM_BOT:
      return sendToWecom(gateways.post, url, { format, text });
    case ChannelKind.DINGTALK_BOT:
      return sendToDingtalk(gateways.post, { url, secret }, { format, text, at: now });
    case ChannelKind.WEBHOOK: {
      const { id, ...told } = parcel.variables;
      return sendWebhook(
        gateways.post,
        { url, secret: secret! },
        { id: String(id), at: now, body: JSON.stringify(told) },
      );
    }
    default:
      throw new GatewayFailure('NEVER', 'NO_BOT');
  }
}

/** Only what the approved template has places for. */
function paramsOf(
  template: string,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const known = standardTemplate(template)?.variables ?? {};
  return Object.fromEntries(
    Object.keys(known).map((name) => [name, (values[name] ?? '').slice(0, 35)]),
  );
}
