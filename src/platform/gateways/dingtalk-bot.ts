import { createHmac } from 'node:crypto';
import { errcodeOf } from './bot-answer.ts';
import { GatewayFailure } from './failure.ts';
import { fitBytes } from './fitting.ts';
import type { Post } from './outgoing.ts';
import type { BotText } from './wecom-bot.ts';

/** "send too fast, exceed 20 times per minute": the bot is deaf for ten minutes. */
const TOO_OFTEN = new Set([130_101, 410_100]);
const BLOCKED_MS = 10 * 60_000;
const SYSTEM_BUSY = -1;
const BYTES = 20_000;
const TITLE = '红桥';

export interface DingtalkBot {
  readonly url: string;
  /** 加签: the secret `SEC…` the bot's page shows; absent for a bot that is guarded by a keyword. */
  readonly secret: string | undefined;
}

/** 钉钉群机器人: posts to the group of the bot; throws `GatewayFailure`. `at` is the time it is signed for. */
export async function sendToDingtalk(
  post: Post,
  bot: DingtalkBot,
  { at, ...message }: BotText & { readonly at: Date },
): Promise<void> {
  const code = errcodeOf(
    await post({
      url: signedUrl(bot, at.getTime()),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(bodyOf(message)),
    }),
  );
  if (code === 0) return;
  if (TOO_OFTEN.has(code)) throw new GatewayFailure('LATER', `DINGTALK_${code}`, BLOCKED_MS);
  throw new GatewayFailure(code === SYSTEM_BUSY ? 'LATER' : 'NEVER', `DINGTALK_${code}`);
}

/** HMAC-SHA256 of "timestamp\nsecret" with the secret as key, base64, URL-encoded. */
export function signedUrl({ url, secret }: DingtalkBot, timestamp: number): string {
  if (!secret) return url;
  const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
  const signed = new URL(url);
  signed.searchParams.set('timestamp', String(timestamp));
  signed.searchParams.set('sign', sign);
  return signed.href;
}

const bodyOf = ({ format, text }: BotText) =>
  format === 'TEXT'
    ? { msgtype: 'text', text: { content: fitBytes(text, BYTES) } }
    : { msgtype: 'markdown', markdown: { title: TITLE, text: fitBytes(text, BYTES) } };
